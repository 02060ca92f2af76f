// The app's example: up and down in development, and within what production costs at most.
import { previewProgram } from "@infrafabric/testing";
import "@infrafabric/testing/vitest";
import { afterAll, describe, expect, it } from "vitest";
import { upAndDown } from "./up-and-down.ts";
import { example, hasEngine, inShort, openWorkbench, providers } from "./workbench.ts";

const dir = example("app");
const secrets = { "app:sessionKey": "hush-hush" };
const scaled = { autoscale: JSON.stringify({ minInstances: 2, maxInstances: 6 }), domain: "shop.example.com" };

describe("the app in process", () => {
  it.each([
    // web and mail; of the job, up to a month; of the site, if the team has three others.
    { stack: "dev", config: { size: "apps-s-1vcpu-1gb" }, low: 12 + 5, high: 12 + 5 + 5 + 3 },
    { stack: "prod", config: { size: "apps-d-1vcpu-2gb", ...scaled }, low: 2 * 39 + 5, high: 6 * 39 + 5 + 5 + 3 },
  ])("is governed in the stack $stack", async ({ stack, config, low, high }) => {
    const preview = await previewProgram({ dir, stack, config: { ...config, sessionKey: "hush-hush" } });
    expect(preview).toBeGoverned();
    expect(preview.findings).toEqual([]);
    expect(preview.outputs).toMatchObject({ monthlyCostLow: low, monthlyCostHigh: high, unpriced: [] });
  });
});

describe.skipIf(!hasEngine).each(providers)("the app with %s", (_, provider) => {
  const workbench = openWorkbench(provider);
  afterAll(workbench.close);

  it("passes a preview of production without a finding", async () => {
    const { code, policyEvents, text } = await (await workbench.stack(dir, { name: "prod", secrets })).preview();
    expect(inShort(policyEvents), text).toEqual([]);
    expect(code, text).toBe(0);
    expect(text).not.toContain("hush-hush");
  });
});

describe.skipIf(!hasEngine)("the app with the stand-in provider", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("goes up, stays as it is, and goes down", async () => {
    const { policies, outputs, findings } = await upAndDown(workbench, dir, { secrets });
    expect(policies).toEqual([]);
    // An exported state shows only the ciphertext of a list that a secret is in.
    expect(findings).toEqual(["undecided app-secret-env shop-app"]);
    expect(outputs).toMatchObject({ monthlyCostLow: 17, monthlyCostHigh: 25, unpriced: [] });
  });
});
