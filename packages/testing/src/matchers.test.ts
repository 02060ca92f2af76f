import type { Finding } from "@infrafabric/governor";
import { describe, expect, test, vi } from "vitest";
import "./vitest.mts";
import { previewProgram } from "./preview";
import { droplet, program, projectWith } from "./test/project";
import { noNyc, settings } from "./test/rules";

const inNyc = projectWith({ "index.ts": program(`new digitalocean.Droplet("web", ${droplet});`) });
const inSfo = projectWith({
  "index.ts": program(`new digitalocean.Droplet("web", { ...${droplet}, region: "sfo3" });`),
});

function messageOf(expectation: () => void): string {
  try {
    expectation();
  } catch (error) {
    if (error instanceof Error) return error.message;
  }
  throw new Error("the expectation holds");
}

describe("toBeGoverned", () => {
  test("passes when nothing blocks the update", async () => {
    const preview = await previewProgram({ dir: inSfo, settings, rules: [noNyc] });
    expect(preview).toBeGoverned();
    expect(messageOf(() => expect(preview).not.toBeGoverned())).toContain("expected the preview not to be governed");
  });

  test("fails with the findings", async () => {
    const preview = await previewProgram({ dir: inNyc, settings, rules: [noNyc] });
    expect(preview).not.toBeGoverned();
    const message = messageOf(() => expect(preview).toBeGoverned());
    expect(message).toMatch(
      /^expected the preview to be governed\n\nmandatory .*no-nyc .*Droplet web .*index\.ts:3:1\n/,
    );
    expect(message).toContain("region: stands in New York");
    expect(message).toContain("1 finding blocks the update");
  });

  test("an advisory finding does not stop the run, an error of the run does", async () => {
    const preview = await previewProgram({
      dir: inNyc,
      settings: `${settings}rules:\n  no-nyc: { level: advisory }\n`,
      rules: [noNyc],
    });
    expect(preview.findings).toHaveLength(1);
    expect(preview).toBeGoverned();
    const evaluation = { ...preview.evaluation, notices: [{ level: "error" as const, message: "no such resource" }] };
    expect({ ...preview, evaluation }).not.toBeGoverned();
  });

  test("passes in report only, which a line says", async () => {
    const said = vi.spyOn(console, "error").mockReturnValue();
    const preview = await previewProgram({
      dir: inNyc,
      settings: `${settings}enforcement: report\n`,
      rules: [noNyc],
    });
    expect(said).toHaveBeenCalledWith(
      "report only (enforcement: report in the requested settings): nothing is blocked",
    );
    expect(preview).toBeGoverned();
    expect(preview).toViolate("no-nyc", "web");
    expect(messageOf(() => expect(preview).not.toBeGoverned())).toMatch(
      /\n\nreport only: nothing is blocked\nwould block /,
    );
  });

  test("asks for a preview, not a promise of one", async () => {
    const promise = previewProgram({ dir: inSfo, settings, rules: [noNyc] });
    expect(() => expect(promise).toBeGoverned()).toThrow("expect(await previewProgram(...)).toBeGoverned(...)");
    await promise;
  });
});

describe("toViolate", () => {
  test("knows rule and resource", async () => {
    const preview = await previewProgram({ dir: inNyc, settings, rules: [noNyc] });
    expect(preview).toViolate("no-nyc");
    expect(preview).toViolate("no-nyc", "web");
    expect(preview).not.toViolate("no-nyc", "shop-dev");
    expect(messageOf(() => expect(preview).toViolate("no-nyc", "shop-dev"))).toContain("to violate no-nyc on shop-dev");
    const exempt = preview.findings.map((finding): Finding => ({ ...finding, status: "exempt" }));
    expect({ ...preview, evaluation: { findings: exempt, notices: [] } }).not.toViolate("no-nyc");
  });

  test("does not let a slip of the keyboard pass", async () => {
    const preview = await previewProgram({ dir: inNyc, settings, rules: [noNyc] });
    expect(() => expect(preview).not.toViolate("no-nycc")).toThrow('unknown rule "no-nycc"; known rules: no-nyc');
    expect(() => expect(preview).not.toViolate("no-nyc", "wbe")).toThrow('unknown resource "wbe"');
  });
});
