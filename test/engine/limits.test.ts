// During `up`, a limit of the stack stops the resource that breaks it, before it is created.
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, openWorkbench } from "./workbench.ts";

const droplets = (count: number) =>
  `let before;
for (let i = 1; i <= ${count}; i++) {
  before = new digitalocean.Droplet("web-" + i, { image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb" }, { dependsOn: before ? [before] : [] });
}`;
const relaxed = "rules: { droplet-in-vpc: disabled, droplet-ssh-keys: disabled, droplet-behind-firewall: disabled }\n";

describe.skipIf(!hasEngine)("limits of the stack during up", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it.each([
    ["the budget", "providers: { digitalocean: { cost_limit_monthly: 13 } }\n", "monthly-budget"],
    ["the quota", "providers: { digitalocean: { resources: { droplet: { max_per_account: 2 } } } }\n", "quota"],
  ])("%s stops the third of four Droplets", async (_, settings, rule) => {
    const before = workbench.done().length;
    const stack = await workbench.stack(workbench.project({ program: droplets(4), settings: settings + relaxed }));
    const { code, policyEvents, text } = await stack.up("--skip-preview");
    expect(code).not.toBe(0);
    expect(
      policyEvents.map(({ policyName, resourceUrn }) => `${policyName} ${resourceUrn.split("::").at(-1)}`),
      text,
    ).toEqual([`${rule} web-3`]);
    expect(workbench.done().slice(before)).toEqual(["create Droplet", "create Droplet"]);
  });

  it("a stack at its limit goes up, and again without a change", async () => {
    const settings = `providers: { digitalocean: { cost_limit_monthly: 12, resources: { droplet: { max_per_account: 2 } } } }\n${relaxed}`;
    const stack = await workbench.stack(workbench.project({ program: droplets(2), settings }));
    for (const args of [[], ["--expect-no-changes"]]) {
      const { code, text } = await stack.up(...args);
      expect(code, text).toBe(0);
      // Once among the diagnostics of its preview, and not again by the update.
      expect(text.match(/^ {4}monthly cost: \$12$/gm), text).toHaveLength(1);
    }
  });
});

describe.skipIf(!hasEngine)("the budget during up", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("lets a reserved address be created before its assignment", async () => {
    const program = `const ip = new digitalocean.ReservedIp("ip", { region: "nyc3" });
const web = new digitalocean.Droplet("web", { image: "ubuntu-24-04-x64", region: "nyc3", size: "s-1vcpu-1gb" });
new digitalocean.ReservedIpAssignment("held", { ipAddress: ip.ipAddress, dropletId: web.id.apply(Number) });`;
    const settings = `providers: { digitalocean: { cost_limit_monthly: 6 } }\n${relaxed}`;
    const stack = await workbench.stack(workbench.project({ program, settings }));
    for (const args of [[], ["--skip-preview"]]) {
      const { code, text } = await stack.up(...args);
      expect(code, text).toBe(0);
    }
  });
});
