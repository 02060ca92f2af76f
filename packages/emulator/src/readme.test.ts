import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { controlApp } from "./control/control.ts";
import { Coverage } from "./control/coverage.ts";
import { RequestLog } from "./control/request-log.ts";
import { Faults } from "./faults/faults.ts";
import { presets } from "./faults/preset.ts";
import { RateLimits } from "./limits/rate-limits.ts";
import { Cloud } from "./state/cloud.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** The first cells of the rows of the table under a heading. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const [, section = ""] = readme.split(`\n## ${heading}\n`);
  const [text = ""] = section.split("\n## ");
  return text
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .map((line) => line.split("|").map((cell) => cell.trim()));
}

describe("the README", () => {
  it("has every fault, as it is", () => {
    const faults = Object.entries(presets).map(([name, { title, method, path, source }]) => [
      `\`${name}\``,
      title,
      `\`${method} ${path}\``,
      source === "assumed" ? source : `[met](${source})`,
    ]);
    expect(rowsUnder("Faults").map(([, ...cells]) => cells.slice(0, -1))).toEqual(faults);
  });

  it("has every control endpoint", () => {
    const cloud = new Cloud("seed");
    const { routes } = controlApp({
      cloud,
      faults: new Faults(cloud.ids),
      limits: new RateLimits(false),
      log: new RequestLog(),
      coverage: new Coverage([]),
      environment: () => ({}),
    });
    const endpoints = routes.map(({ method, path }) => `\`${method} ${path.replace("/_emulator/", "")}\``);
    expect(rowsUnder("Control").map(([, endpoint]) => endpoint)).toEqual(endpoints);
  });
});
