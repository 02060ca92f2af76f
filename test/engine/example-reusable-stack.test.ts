// The example of a stack that builds on the network of another: in the order in which a person brings them up.
import { previewProgram } from "@infrafabric/testing";
import "@infrafabric/testing/vitest";
import { afterAll, describe, expect, it } from "vitest";
import { upAndDown } from "./up-and-down.ts";
import { example, hasEngine, inShort, openWorkbench, providers } from "./workbench.ts";

const network = example("reusable-stack/network");
const app = example("reusable-stack/app");

describe("the reusable stack in process", () => {
  it("is governed, both of it", async () => {
    expect(await previewProgram({ dir: network })).toBeGoverned();
    const preview = await previewProgram({ dir: app, config: { domain: "app.example.com" } });
    expect(preview).toBeGoverned();
    expect(preview.outputs).toMatchObject({ monthlyCost: 26.4, unpriced: [] });
  });
});

describe.skipIf(!hasEngine).each(providers)("the network with %s", (_, provider) => {
  const workbench = openWorkbench(provider);
  afterAll(workbench.close);

  it("passes a preview", async () => {
    const { code, policyEvents, text } = await (await workbench.stack(network)).preview();
    expect(inShort(policyEvents), text).toEqual([]);
    expect(code, text).toBe(0);
  });
});

describe.skipIf(!hasEngine)("the reusable stack with the stand-in provider", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("needs the network first", async () => {
    const { code, text } = await (
      await workbench.stack(app, { name: "alone", config: { "app:domain": "a.example.com" } })
    ).preview();
    expect(code).not.toBe(0);
    expect(text).toContain("network/alone");
  });

  it("goes up in the network's VPC, stays as it is, and goes down", async () => {
    const below = await workbench.stack(network);
    const up = await below.up();
    expect(up.code, up.text).toBe(0);
    const { vpcId } = await below.outputs();
    expect(vpcId).toMatch(/^[0-9a-f-]{36}$/);

    const { policies, outputs, findings } = await upAndDown(workbench, app);
    expect(policies).toEqual([]);
    // The tier makes a secret of its user data, which only the policy pack is shown.
    expect([...findings].sort()).toEqual(["app-a", "app-b"].map((name) => `undecided no-secrets-in-user-data ${name}`));
    expect(outputs).toMatchObject({ url: "https://app-dev.example.com", monthlyCost: 26.4, unpriced: [] });

    const down = await below.destroy();
    expect(down.code, down.text).toBe(0);
  });

  it("keeps the network in production", async () => {
    const below = await workbench.stack(network, { name: "prod" });
    const up = await below.up();
    expect(up.code, up.text).toBe(0);
    const before = workbench.done().length;
    const { code, text } = await below.destroy();
    expect(code).not.toBe(0);
    expect(text).toContain("protect");
    expect(workbench.done().slice(before)).toEqual([]);
  });
});
