import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { baselineText } from "../baseline/baseline-file";
import { rules } from "../rules";
import { type LoadOptions, loadSettings, readFloor } from "./load";

const written = (project: string) =>
  baselineText([{ project, stack: "dev", findings: [] }], undefined, { governor: "0.1.0", date: "2026-11-29" });

/** A folder with files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "governor-baseline-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function load(startDir: string, over: Partial<LoadOptions> = {}) {
  return loadSettings({ order: "project", env: {}, startDir, rules, project: "shop", stack: "dev", ...over });
}

describe("the key baseline", () => {
  it("names a file from the folder of the settings", () => {
    const folder = folderWith({
      "governor.yaml": "baseline: old/b.json\n",
      "old/b.json": written("shop"),
      "app/x": "",
    });
    expect(load(join(folder, "app")).baseline).toMatchObject({ origin: join(folder, "old/b.json"), findings: [] });
    expect(load(folder, { stack: "prod" }).baseline).toBeUndefined();
  });

  it("can stand in an environment alone", () => {
    const folder = folderWith({
      "governor.yaml": 'environments: { dev: { stacks: ["*/dev"], baseline: b.json } }\n',
      "b.json": written("shop"),
    });
    expect(load(folder).baseline?.date).toBe("2026-11-29");
    expect(load(folder, { stack: "prod" }).baseline).toBeUndefined();
  });

  it.each([
    ["is missing", {}, /governor\.yaml:2:11\s+baseline\s+.*b\.json does not exist: write it with governor check/],
    ["is none", { "b.json": "{}" }, /b\.json is not a valid baseline/],
    [
      "is another project's",
      { "b.json": written("blog") },
      /is the baseline of the project blog, and this is shop\/dev/,
    ],
  ])("is an error at its place where the file %s", (_, files, message) => {
    const folder = folderWith({ "governor.yaml": "\nbaseline: b.json\n", ...files });
    expect(() => load(folder)).toThrow(message);
    expect(load(folder, { withoutBaseline: true }).baseline).toBeUndefined();
  });

  it("starts at the project's folder in settings that are no file", () => {
    const folder = folderWith({ "b.json": written("shop") });
    expect(load(folder, { explicit: "baseline: b.json\n" }).baseline?.origin).toBe(join(folder, "b.json"));
  });
});

describe("under a floor", () => {
  it("no baseline of the app's counts, whatever the floor says", () => {
    for (const floor of ["enforcement: enforce\n", "baseline: b.json\n"]) {
      const folder = folderWith({
        "floor/floor.yaml": floor,
        "floor/b.json": written("shop"),
        "governor.yaml": "extends: ./floor/floor.yaml\nbaseline: b.json\n",
        "b.json": written("shop"),
      });
      expect(() => load(folder)).toThrow(/governor\.yaml:2:11\s+baseline\s+only the floor can carry violations/);
    }
  });

  it("the floor's counts, from the floor's folder", () => {
    const folder = folderWith({
      "floor/floor.yaml": "baseline: b.json\n",
      "floor/b.json": written("shop"),
      "governor.yaml": "extends: ./floor/floor.yaml\n",
      "b.json": "not this one",
    });
    expect(load(folder).baseline?.origin).toBe(join(folder, "floor/b.json"));
  });

  it("that is data, a relative path is not looked up in the app's folder", () => {
    const folder = folderWith({ "governor.yaml": "enforcement: enforce\n", "b.json": written("shop") });
    const floor = readFloor({ baseline: "b.json" }, rules);
    expect(() => load(folder, { floor })).toThrow(/"b\.json" is a relative path, and its folder is unknown/);
    const absolute = readFloor({ baseline: join(folder, "b.json") }, rules);
    expect(load(folder, { floor: absolute }).baseline?.date).toBe("2026-11-29");
  });
});
