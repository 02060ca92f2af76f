// The static site's example: pages in an app, and assets in a bucket.
import { previewProgram } from "@infrafabric/testing";
import "@infrafabric/testing/vitest";
import { afterAll, describe, expect, it } from "vitest";
import { upAndDown } from "./up-and-down.ts";
import { example, hasEngine, openWorkbench } from "./workbench.ts";

const dir = example("static-site");

describe("the static site in process", () => {
  it.each([
    ["dev", "dev.example.com"],
    ["prod", "example.com"],
  ])("is governed in the stack %s", async (stack, domain) => {
    const preview = await previewProgram({ dir, stack, config: { domain } });
    expect(preview).toBeGoverned();
    expect(preview.findings.map(({ status, rule }) => `${status} ${rule}`)).toEqual(["exempt spaces-private-acl"]);
    // The subscription to Spaces; the site is one of three that are free.
    expect(preview.outputs).toMatchObject({
      ...{ url: `https://${domain}`, assetsUrl: `https://assets.${domain}`, monthlyCost: 5 },
    });
  });
});

describe.skipIf(!hasEngine)("the static site with the stand-in provider", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("goes up with the one exemption, stays as it is, and goes down", async () => {
    const env = { SPACES_ACCESS_KEY_ID: "DO00EXAMPLE", SPACES_SECRET_ACCESS_KEY: "example" };
    const { policies, findings, outputs } = await upAndDown(workbench, dir, { env });
    expect(policies).toEqual(["advisory governor-conclusion static-site-dev", "advisory spaces-private-acl style"]);
    expect(findings).toEqual(["exempt spaces-private-acl style"]);
    expect(outputs).toMatchObject({
      url: "https://dev.example.com",
      appId: expect.stringMatching(/./),
      monthlyCost: 5,
    });
  });
});
