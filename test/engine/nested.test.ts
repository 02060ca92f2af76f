// What a program nests deeper than anything can read ends in one message, not in a crash of the pack.
import { afterAll, describe, expect, it } from "vitest";
import { hasEngine, inShort, openWorkbench } from "./workbench.ts";

describe.skipIf(!hasEngine)("a resource with inputs that are nested deep", () => {
  const workbench = openWorkbench();
  afterAll(workbench.close);

  it("is a violation that names it", async () => {
    const program = `
let deep = "x";
for (let level = 0; level < 300; level++) deep = [deep];
new digitalocean.Vpc("net", { region: "nyc3", description: deep });
`;
    const dir = workbench.project({ program, settings: "providers: { digitalocean: { enabled: true } }\n" });
    const { code, policyEvents, text } = await (await workbench.stack(dir)).preview();
    expect(inShort(policyEvents), text).toContain("mandatory governor net");
    expect(policyEvents[0]?.message).toContain("a property is nested more than 200 levels deep");
    expect(code).not.toBe(0);
  });
});
