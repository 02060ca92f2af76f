// A rule at level `remediate` repairs the input on its way to the provider, and stays in the report.
import { readStack } from "@infrafabric/governor";
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, openWorkbench } from "./workbench.ts";

const settings = `providers:
  digitalocean:
    resources: { droplet: { backup_required: true } }
    required_tags: [owner]
tags: { default: { owner: web } }
rules:
  droplet-backups: remediate
  required-tags: remediate
  spaces-private-acl: remediate
  spaces-lifecycle: disabled
  spaces-versioning: disabled
  spaces-access-logging: disabled
  droplet-in-vpc: disabled
  droplet-behind-firewall: disabled
`;
const program = `
const config = new pulumi.Config();
new digitalocean.Droplet("web", { image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb", tags: ["environment:dev"], userData: config.requireSecret("password") });
new digitalocean.SpacesBucket("site", { region: "nyc3", acl: "public-read" });
`;

describe.skipIf(!hasEngine)("remediation", () => {
  it("does not touch a secret", async () => {
    const tags = 'pulumi.secret(["team:secretive"])';
    const secretive = `new digitalocean.Volume("data", { region: "nyc3", size: 10, tags: ${tags} });\nexports.tags = ${tags};`;
    const stack = await workbench.stack(workbench.project({ program: secretive, settings }));
    const { code, policyEvents, text } = await stack.up();
    expect(code, text).not.toBe(0);
    const stopping = policyEvents.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    expect(stopping).toMatchObject([{ policyName: "required-tags" }]);
  });

  const workbench = openWorkbench();
  afterAll(workbench.close);

  it.each([
    ["settings in governor.yaml", { settings }, {}],
    [
      "settings in the pack's configuration",
      {},
      {
        packConfig: {
          governor: {
            providers: {
              digitalocean: { resources: { droplet: { backup_required: true } }, required_tags: ["owner"] },
            },
            tags: { default: { owner: "web" } },
            rules: Object.fromEntries([
              ...["droplet-backups", "required-tags", "spaces-private-acl"].map((rule) => [rule, "remediate"]),
              ...[
                "spaces-lifecycle",
                "spaces-versioning",
                "spaces-access-logging",
                "droplet-in-vpc",
                "droplet-behind-firewall",
              ].map((rule) => [rule, "disabled"]),
            ]),
          },
        },
      },
    ],
  ])("repairs what is safe to repair, with %s", async (_, project, options) => {
    const dir = workbench.project({ program, ...project });
    const secrets = { password: "not-a-real-password" };
    const stack = await workbench.stack(dir, { ...options, secrets });
    const { code, policyEvents, text } = await stack.up();
    expect(code, text).toBe(0);

    const deployed = readStack(await stack.exported());
    const [droplet] = deployed.ofKind("Droplet");
    expect(droplet?.read("backups").boolean()).toBe(true);
    expect(
      droplet
        ?.read("tags")
        .elements()
        .map((tag) => tag.text()),
    ).toEqual(["environment:dev", "owner:web"]);
    expect(droplet?.read("userData").state).toBe("hidden");
    expect(deployed.ofKind("SpacesBucket")[0]?.read("acl").text()).toBe("private");

    const reported = policyEvents.map(
      ({ enforcementLevel, policyName, message }) => `${enforcementLevel} ${policyName} ${message.split(":")[0]}`,
    );
    expect([...new Set(reported)].sort()).toEqual([
      "advisory droplet-backups remediated",
      "advisory droplet-ssh-keys sshKeys",
      "advisory required-tags remediated",
      "advisory spaces-private-acl remediated",
    ]);
    expect(text).not.toContain("not-a-real-password");

    const again = await stack.unchanged();
    expect(again.code, again.text).toBe(0);
  });
});
