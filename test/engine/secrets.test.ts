// The pack sees secrets in plain text. None of them may leave it.
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, openWorkbench } from "./workbench.ts";

const settings = `providers:
  digitalocean:
    regions: { allowed: [sfo3] }
    resources: { droplet: { allowed_sizes: [s-2vcpu-2gb], backup_required: true, monitoring_required: true } }
    required_tags: [owner]
tags: { allowed: { owner: [web] } }
`;
const password = "hunter2-and-then-some";
const program = `
const password = new pulumi.Config().requireSecret("password");
const script = password.apply((p) => "#!/bin/sh\\nexport P=" + p + "\\n");
new digitalocean.Droplet("web", { image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb", userData: script, tags: ["owner:web"] });
new digitalocean.App("app", { spec: { name: "shop", region: "nyc", services: [{ name: "web", instanceSizeSlug: "apps-s-1vcpu-1gb", envs: [{ key: "P", value: password }] }] } });
new digitalocean.Droplet("odd", { image: "ubuntu-24-04-x64", region: pulumi.secret("made-by-the-program-1"), size: pulumi.secret("made-by-the-program-2"), tags: [pulumi.secret("made-by-the-program-3")] });
new digitalocean.Firewall("open", { inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: [password, "0.0.0.0/0"] }] });
`;

describe.skipIf(!hasEngine)("secrets", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("are in nothing that the pack says, though rules find violations all around them", async () => {
    const stack = await workbench.stack(workbench.project({ program, settings }), { secrets: { password } });
    const { policyEvents, text } = await stack.preview();
    expect(policyEvents.map(({ policyName }) => policyName)).toEqual(
      expect.arrayContaining(["region-allowed", "firewall-no-public-admin-ports"]),
    );
    for (const secret of ["hunter2", "made-by-the-program"]) expect(JSON.stringify(policyEvents)).not.toContain(secret);
    for (const secret of ["hunter2", "made-by-the-program"]) expect(text).not.toContain(secret);
  });
});
