// The archive's example: up and down in a stack of no environment, kept in production.
import { previewProgram } from "@infrafabric/testing";
import "@infrafabric/testing/vitest";
import { afterAll, describe, expect, it } from "vitest";
import { upAndDown } from "./up-and-down.ts";
import { example, hasEngine, inShort, openWorkbench, providers } from "./workbench.ts";

const dir = example("archive");
const env = { SPACES_ACCESS_KEY_ID: "DO00EXAMPLE", SPACES_SECRET_ACCESS_KEY: "not-a-key" };

describe("the archive in process", () => {
  it.each(["dev", "prod"])("is governed in the stack %s", async (stack) => {
    const preview = await previewProgram({ dir, stack });
    expect(preview).toBeGoverned();
    expect(preview.outputs).toMatchObject({ monthlyCost: 5, objectCount: 2 });
  });
});

describe.skipIf(!hasEngine).each(providers)("the archive with %s", (_, provider) => {
  const workbench = openWorkbench(provider);
  afterAll(workbench.close);

  it.each(["dev", "prod"])("passes a preview of the stack %s", async (name) => {
    const { code, policyEvents, text } = await (await workbench.stack(dir, { name, env })).preview();
    // A pack is not told that the exported key is a secret.
    expect(inShort(policyEvents), text).toEqual([
      `advisory encryption-required archive-${name}`,
      `advisory output-secret archive-${name}`,
    ]);
    expect(code, text).toBe(0);
  });
});

describe.skipIf(!hasEngine)("the archive with the stand-in provider", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("goes up, stays as it is, and goes down", async () => {
    const { outputs, findings } = await upAndDown(workbench, dir, { env });
    expect(findings).toEqual(["unverifiable encryption-required archive-dev"]);
    expect(outputs).toMatchObject({ monthlyCost: 5, objectCount: 2, secretKey: "[secret]" });
    expect(workbench.doneToObjects().filter((line) => line.startsWith("create"))).toEqual(
      expect.arrayContaining([
        expect.stringContaining("records/README.md"),
        expect.stringContaining("records/ledger.csv"),
      ]),
    );
  });

  it("keeps its buckets in production", async () => {
    const stack = await workbench.stack(dir, { name: "prod", env });
    const up = await stack.up();
    expect(up.code, up.text).toBe(0);
    const before = workbench.done().length;
    const { code, text } = await stack.destroy();
    expect(code).not.toBe(0);
    expect(text).toMatch(/archive-bucket.* cannot be deleted\n.*protect/s);
    expect(workbench.done().slice(before)).not.toContain("delete SpacesBucket");
  });
});
