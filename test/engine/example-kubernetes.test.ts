// The example of Kubernetes: what a pool changes, what it does not, and what production keeps.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { previewProgram } from "@infrafabric/testing";
import "@infrafabric/testing/vitest";
import { afterAll, describe, expect, it } from "vitest";
import { upAndDown } from "./up-and-down.ts";
import { example, hasEngine, inShort, openWorkbench, providers } from "./workbench.ts";

const dir = example("kubernetes");
const web = { size: "s-2vcpu-4gb", nodeCount: 1 };
const pools = {
  dev: { web },
  prod: {
    web: { size: "s-2vcpu-4gb", minNodes: 2, maxNodes: 5 },
    batch: { size: "s-4vcpu-8gb", nodeCount: 1, taints: [{ key: "dedicated", value: "batch", effect: "NoSchedule" }] },
  },
};

describe("the cluster in process", () => {
  it.each([
    { stack: "dev", costs: [36, 36, 36] },
    { stack: "prod", costs: [148, 148, 220] },
  ] as const)("is governed in the stack $stack, without a finding", async ({ stack, costs }) => {
    const preview = await previewProgram({ dir, stack, config: { pools: JSON.stringify(pools[stack]) } });
    expect(preview).toBeGoverned();
    expect(preview.findings).toEqual([]);
    const [monthlyCostLow, monthlyCost, monthlyCostHigh] = costs;
    expect(preview.outputs).toMatchObject({ monthlyCostLow, monthlyCost, monthlyCostHigh, unpriced: [] });
  });
});

describe.skipIf(!hasEngine).each(providers)("the cluster with %s", (_, provider) => {
  const workbench = openWorkbench(provider);
  afterAll(workbench.close);

  it("passes a preview in production", async () => {
    const { code, policyEvents, text } = await (await workbench.stack(dir, { name: "prod" })).preview();
    // A pack is not told that the exported kubeconfig is a secret.
    expect(inShort(policyEvents), text).toEqual(["advisory output-secret kubernetes-prod"]);
    expect(code, text).toBe(0);
  });
});

describe.skipIf(!hasEngine)("the cluster with the stand-in provider", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("goes up, stays as it is, and goes down", async () => {
    const { outputs, findings } = await upAndDown(workbench, dir);
    expect(findings).toEqual([]);
    expect(outputs).toMatchObject({
      kubeconfig: "[secret]",
      monthlyCost: 36,
      associatedTag: expect.stringMatching(/^k8s:/),
    });
  });

  it("stays in production, whatever happens to its pools", async () => {
    const settings = `environments: { production: { stacks: ["*/dev"], production: true } }\n`;
    const program = `
      const { GovernedKubernetes } = require("@infrafabric/digitalocean");
      new GovernedKubernetes("apps", {
        region: "nyc3", version: "1.36", pools: require("./pools.json"), apiFrom: ["203.0.113.0/24"], skipAlerts: true,
      });`;
    const files = { "pools.json": JSON.stringify({ web, old: web }) };
    const project = workbench.project({ program, settings, files });
    const stack = await workbench.stack(project);
    const up = await stack.up();
    expect(up.code, up.text).toBe(0);
    const before = workbench.done().length;
    // One is resized, and one gets another key.
    writeFileSync(join(project, "pools.json"), JSON.stringify({ web: { ...web, size: "s-4vcpu-8gb" }, new: web }));
    const changed = await stack.up();
    expect(changed.code, changed.text).toBe(0);
    const done = workbench.done().slice(before);
    expect([...done].sort()).toEqual([
      ...Array(2).fill("create KubernetesNodePool"),
      ...Array(2).fill("delete KubernetesNodePool"),
    ]);
    expect(done.indexOf("delete KubernetesNodePool")).toBeGreaterThan(done.indexOf("create KubernetesNodePool"));
    const destroyed = await stack.destroy();
    expect(destroyed.code).not.toBe(0);
    expect(destroyed.text).toMatch(/apps-cluster.* cannot be deleted\n.*protect/s);
  });
});
