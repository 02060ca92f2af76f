// The database's example: up and down in development, with a standby and a replica in production, and kept there.
import { previewProgram } from "@infrafabric/testing";
import "@infrafabric/testing/vitest";
import { afterAll, describe, expect, it } from "vitest";
import { upAndDown } from "./up-and-down.ts";
import { example, hasEngine, inShort, openWorkbench, providers } from "./workbench.ts";

const dir = example("database");
const dev = { size: "db-s-1vcpu-1gb" };
const prod = { size: "db-s-2vcpu-4gb", replicas: JSON.stringify({ west: { region: "sfo3" } }) };

describe("the database in process", () => {
  it.each([
    { stack: "dev", config: dev, monthlyCost: 15.15, nodes: 1, replicas: 0 },
    // Two nodes and the replica, each at 60.90.
    { stack: "prod", config: prod, monthlyCost: 182.7, nodes: 2, replicas: 1 },
  ])("is governed in the stack $stack", async ({ stack, config, monthlyCost, nodes, replicas }) => {
    const preview = await previewProgram({ dir, stack, config });
    expect(preview).toBeGoverned();
    expect(preview.findings).toEqual([]);
    expect(preview.outputs).toMatchObject({ monthlyCost, unpriced: [] });
    const ofKind = (name: string) => preview.resources.filter(({ kind }) => kind?.name === name);
    expect(ofKind("DatabaseCluster").map((cluster) => cluster.read("nodeCount").number())).toEqual([nodes]);
    expect(ofKind("DatabaseReplica")).toHaveLength(replicas);
  });
});

describe.skipIf(!hasEngine).each(providers)("the database with %s", (_, provider) => {
  const workbench = openWorkbench(provider);
  afterAll(workbench.close);

  it("passes a preview of production without a finding", async () => {
    const { code, policyEvents, text } = await (await workbench.stack(dir, { name: "prod" })).preview();
    expect(inShort(policyEvents), text).toEqual([]);
    expect(code, text).toBe(0);
  });
});

describe.skipIf(!hasEngine)("the database with the stand-in provider", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("goes up, stays as it is, and goes down", async () => {
    const { policies, outputs, findings } = await upAndDown(workbench, dir);
    expect([...policies, ...findings]).toEqual([]);
    expect(outputs).toMatchObject({ monthlyCost: 15.15, unpriced: [], grantsSql: expect.stringContaining("GRANT") });
  });

  it("keeps its data in production", async () => {
    const stack = await workbench.stack(dir, { name: "prod" });
    const up = await stack.up();
    expect(up.code, up.text).toBe(0);
    const before = workbench.done().length;
    const { code, text } = await stack.destroy();
    expect(code).not.toBe(0);
    expect(text).toMatch(/orders-(cluster|db-orders).* cannot be deleted\n.*protect/s);
    expect(workbench.done().slice(before)).not.toContain("delete DatabaseCluster");
  });
});
