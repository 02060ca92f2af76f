import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { environmentFile } from "./environment-file";

it("gives a shell every value as it is", () => {
  const folder = mkdtempSync(join(tmpdir(), "infrafabric-env-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "env");
  const value = fc.string({ unit: "grapheme", maxLength: 20 }).filter((text) => /^(?:[^\p{Cc}]|[\t\n])*$/u.test(text));
  const tricky = fc.oneof(
    value,
    fc.constantFrom("it's", 'a "b"', "\\", "\\'", "$HOME", "`id`", "a\nb", " ", "#x", "a=b", "$$"),
  );
  fc.assert(
    fc.property(fc.array(tricky, { maxLength: 20 }), (values) => {
      const variables = Object.fromEntries(values.map((one, index) => [`V${index}`, one]));
      writeFileSync(file, environmentFile(variables));
      const names = Object.keys(variables);
      const script = `set -eu; . "$1"; shift; for name; do eval "printf '%s\\0' \\"\\$$name\\""; done`;
      const read = execFileSync("sh", ["-c", script, "sh", file, ...names], { encoding: "utf8" });
      expect(read).toBe(values.map((one) => `${one}\0`).join(""));
    }),
    { numRuns: 25 },
  );
});
