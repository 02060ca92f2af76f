// The web tier's example: what a person does who copied it, and two stacks of it beside each other.
import { type Finding, type ResourceView, readStack } from "@infrafabric/governor";
import { previewProgram } from "@infrafabric/testing";
import "@infrafabric/testing/vitest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { upAndDown } from "./up-and-down.ts";
import { example, hasEngine, inShort, openWorkbench, providers } from "./workbench.ts";

const dir = example("web-tier");
const dev = { domain: "dev.example.com", size: "s-1vcpu-1gb" };
const prod = { domain: "www.example.com", size: "s-2vcpu-4gb" };

/** The tier makes a secret of its user data, which only the policy pack is shown. */
const unseenUserData = ["web-a", "web-b"].map((name) => `undecided no-secrets-in-user-data ${name}`);

const inWords = ({ status, rule, urn }: Finding) => `${status} ${rule} ${urn.split("::").at(-1)}`;

describe("the web tier in process", () => {
  it.each([
    { stack: "dev", config: dev, environment: "dev", monthlyCost: 26.4 },
    { stack: "prod", config: prod, environment: "production", monthlyCost: 69.6 },
  ])("is governed as $environment", async ({ stack, config, environment, monthlyCost }) => {
    const preview = await previewProgram({ dir, stack, config });
    expect(preview).toBeGoverned();
    expect(preview.findings.map(inWords)).toEqual(unseenUserData);
    expect(preview.outputs).toMatchObject({ url: `https://${config.domain}`, monthlyCost, unpriced: [] });
    const tags = preview.resources
      .find(({ name }) => name === "web-a")
      ?.read("tags")
      .elements();
    expect(tags?.map((tag) => tag.text())).toEqual([
      "cost_center:42",
      "owner:web",
      `environment:${environment}`,
      expect.stringMatching(`^web-tier-${stack}-web-[0-9a-f]{8}$`),
    ]);
  });

  it("is refused in production with a size for development", async () => {
    await expect(previewProgram({ dir, stack: "prod", config: { ...prod, size: dev.size } })).rejects.toThrow(
      /nothing was registered\nsize +the size "s-1vcpu-1gb" is not one of the allowed sizes \(size-allowed\)/,
    );
  });
});

describe.skipIf(!hasEngine).each(providers)("the web tier with %s", (_, provider) => {
  const workbench = openWorkbench(provider);
  afterAll(workbench.close);

  it.each(["dev", "prod"])("passes a preview of the stack %s without a finding", async (name) => {
    const { code, policyEvents, text } = await (await workbench.stack(dir, { name })).preview();
    expect(inShort(policyEvents), text).toEqual([]);
    expect(code, text).toBe(0);
  });
});

describe.skipIf(!hasEngine)("the web tier with the stand-in provider", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("goes up, stays as it is, and goes down", async () => {
    const { policies, outputs, findings } = await upAndDown(workbench, dir);
    expect(policies).toEqual([]);
    expect([...findings].sort()).toEqual(unseenUserData);
    expect(outputs).toEqual({
      url: "https://dev.example.com",
      ip: expect.stringMatching(/^203\.0\.113\.\d+$/),
      monthlyCost: 26.4,
      unpriced: [],
    });
  });

  it("creates nothing in production with a size for development", async () => {
    const stack = await workbench.stack(dir, { name: "prod", config: { "web-tier:size": dev.size } });
    const before = workbench.done().length;
    const { code, text } = await stack.up();
    expect(code).not.toBe(0);
    expect(text).toContain("nothing was registered");
    expect(workbench.done().slice(before)).toEqual([]);
  });
});

/** The tags by which a resource finds Droplets, or by which it is found. */
function selectorsOf(resource: ResourceView): readonly (string | undefined)[] {
  const tags = resource.read("tags").elements();
  return (tags.length > 0 ? tags : [resource.read("dropletTag")])
    .map((tag) => tag.text())
    .filter((tag) => tag === undefined || !/^(environment|cost_center|owner):/.test(tag));
}

describe.skipIf(!hasEngine)("two stacks of the web tier in one account", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);
  const views = new Map<string, ReturnType<typeof readStack>>();
  beforeAll(async () => {
    for (const name of ["dev", "prod"]) {
      const stack = await workbench.stack(dir, { name });
      const { code, text } = await stack.up();
      expect(code, text).toBe(0);
      views.set(name, readStack(await stack.exported()));
    }
  });

  it.each(["Droplet", "LoadBalancer", "Firewall", "MonitorAlert"])("share no %s by tag", (kind) => {
    const selectors = [...views].map(([name, view]) => [name, view.ofKind(kind).flatMap(selectorsOf)] as const);
    const counts: Readonly<Record<string, number>> = { Droplet: 2, LoadBalancer: 1, Firewall: 1, MonitorAlert: 4 };
    for (const [name, tags] of selectors) {
      expect(tags).toHaveLength(counts[kind] ?? 0);
      expect(new Set(tags).size).toBe(1);
      expect(tags[0]).toMatch(new RegExp(`^web-tier-${name}-web-[0-9a-f]{8}$`));
    }
  });
});
