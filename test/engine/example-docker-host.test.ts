// The Docker host's example: a Droplet that is replaced while its volume and its address stay.
import type { Finding } from "@infrafabric/governor";
import { previewProgram } from "@infrafabric/testing";
import "@infrafabric/testing/vitest";
import { afterAll, describe, expect, it } from "vitest";
import { example, hasEngine, inShort, openWorkbench } from "./workbench.ts";

const dir = example("docker-host");
const defaults = { giteaVersion: "1.24", protectVolume: "true" };
const dev = { ...defaults, domain: "git-dev.example.com", size: "s-1vcpu-2gb", volumeSize: "10" };
const prod = { ...defaults, domain: "git.example.com", size: "s-2vcpu-4gb", volumeSize: "50" };
const lists = { sshFrom: '["203.0.113.0/24"]', alertEmails: '["ops@example.com"]' };

const inWords = ({ status, rule, urn }: Finding) => `${status} ${rule} ${urn.split("::").at(-1)}`;

describe("the Docker host in process", () => {
  it.each([
    // A Droplet at 12 with weekly backups at a fifth more, 10 GiB at 0.10.
    { stack: "dev", config: dev, monthlyCost: 15.4 },
    // At 24, and 50 GiB.
    { stack: "prod", config: prod, monthlyCost: 33.8 },
  ])("is governed in the stack $stack", async ({ stack, config, monthlyCost }) => {
    const preview = await previewProgram({ dir, stack, config: { ...config, ...lists } });
    expect(preview).toBeGoverned();
    // Only the policy pack is shown what is secret.
    expect(preview.findings.map(inWords)).toEqual(["undecided no-secrets-in-user-data git-droplet"]);
    expect(preview.outputs).toMatchObject({ url: `https://${config.domain}`, monthlyCost, unpriced: [] });
  });

  it("is refused in production with a volume that is not protected", async () => {
    const config = { ...prod, ...lists, protectVolume: "false" };
    await expect(previewProgram({ dir, stack: "prod", config })).rejects.toThrow(
      /nothing was registered\nprotectVolume +.*\(protect-stateful\)/,
    );
  });
});

describe.skipIf(!hasEngine)("the Docker host with the stand-in provider", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("goes up without a finding, stays, grows, is replaced without its volume, and goes down", async () => {
    const stack = await workbench.stack(dir, { config: { "docker-host:giteaVersion": "1.24" } });
    const up = await stack.up();
    expect(up.code, up.text).toBe(0);
    expect(inShort(up.policyEvents)).toEqual([]);
    const outputs = await stack.outputs();
    expect(outputs).toMatchObject({ url: "https://git-dev.example.com", monthlyCost: 15.4 });
    const again = await stack.unchanged();
    expect(again.code, again.text).toBe(0);

    const created = workbench.done().length;
    await stack.configure("docker-host:volumeSize", "20");
    const grown = await stack.up("--skip-preview");
    expect(grown.code, grown.text).toBe(0);
    expect(workbench.done().slice(created)).toEqual(["update Volume"]);

    await stack.configure("docker-host:giteaVersion", "1.25");
    const replaced = await stack.up("--skip-preview");
    expect(replaced.code, replaced.text).toBe(0);
    // What held on to the old Droplet goes with it.
    expect(workbench.done().slice(created + 1)).toEqual([
      "delete Droplet",
      "create Droplet",
      "create VolumeAttachment",
      "create ReservedIpAssignment",
    ]);
    expect(await stack.outputs()).toMatchObject({ ip: outputs.ip, volumeName: outputs.volumeName });

    const destroyed = await stack.destroy();
    expect(destroyed.code, destroyed.text).toBe(0);
    expect(JSON.parse(await stack.exported()).deployment.resources ?? []).toEqual([]);
  });
});
