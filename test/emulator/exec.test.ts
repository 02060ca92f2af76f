// `governor emulator exec -- pulumi up` with the real engine and the vendor's provider, as CI runs it: nothing of the
// emulator stands in the environment around it, and a folder carries what exists from one step to the next.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { capture } from "../../tools/bootstrap/process.mjs";
import { hasEngine, openWorkbench, real, root } from "../engine/workbench.ts";

const governor = join(root, "node_modules", ".bin", "governor");

const program = `
const vpc = new digitalocean.Vpc("net", { name: "net", region: "nyc3", ipRange: "10.20.0.0/20" });
new digitalocean.SpacesBucket("files", { name: "exec-files", region: "nyc3", versioning: { enabled: true } });
exports.vpc = vpc.id;
`;

describe.skipIf(!hasEngine || real === undefined)("governor emulator exec -- pulumi", () => {
  it("goes up, finds nothing changed and goes down, in steps of their own", async () => {
    const bench = openWorkbench(real);
    onTestFinished(() => bench.close());
    const kept = join(bench.folder, "emulator");
    const cli = join(bench.folder, "pulumi-on-emulator");
    writeFileSync(cli, `#!/bin/sh\nexec ${governor} emulator exec --persist ${kept} -- pulumi "$@"\n`, { mode: 0o755 });
    const stack = await bench.stack(bench.project({ program }), { pack: "none", cli });

    const up = await stack.up();
    expect(up, up.text).toMatchObject({ code: 0 });
    expect(up.text).toContain("+ 3 created");
    expect(existsSync(join(kept, "snapshot.json"))).toBe(true);
    const again = await stack.unchanged();
    expect(again, again.text).toMatchObject({ code: 0 });

    const probe = 'curl -s -H "authorization: Bearer $DIGITALOCEAN_TOKEN" "$DIGITALOCEAN_API_URL/v2/vpcs"';
    const vpcs = async () => {
      const { stdout } = await capture(governor, ["emulator", "exec", "--persist", kept, "--", "sh", "-c", probe], {
        cwd: bench.folder,
        env: bench.env,
      });
      return JSON.parse(stdout).vpcs.map(({ name }: { readonly name: string }) => name);
    };
    expect(await vpcs()).toEqual(["default-nyc3", "net"]);
    const destroy = await stack.destroy();
    expect(destroy, destroy.text).toMatchObject({ code: 0 });
    expect(await vpcs()).toEqual(["default-nyc3"]);
  });

  it("ends with Pulumi's own exit code", async () => {
    const bench = openWorkbench(real);
    onTestFinished(() => bench.close());
    const cli = join(bench.folder, "pulumi-on-emulator");
    const fault = "no-capacity";
    writeFileSync(cli, `#!/bin/sh\nexec ${governor} emulator exec --fault ${fault} -- pulumi "$@"\n`, { mode: 0o755 });
    const droplet = `new digitalocean.Droplet("web", { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" });`;
    const stack = await bench.stack(bench.project({ program: droplet }), { pack: "none", cli });
    const up = await stack.up("--skip-preview");
    expect(up.text).toContain("out of capacity");
    expect(up.code).not.toBe(0);
    expect(up.code).not.toBe(2);
  });
});
