import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccountFile, accountText, readAccountFile } from "../account/account-file";
import { rules } from "../rules";
import { loadSettings } from "./load";
import { type Problem, SettingsError } from "./problem";

const sample: AccountFile = {
  takenAt: "2026-11-27T11:00:00Z",
  team: { uuid: "u", name: "shop" },
  limits: { droplet_limit: 25 },
  monthly: { low: 1, expected: 2, high: 3, unpriced: 0 },
  spent: null,
  unread: [],
  resources: [
    { kind: "Droplet", id: "2", name: "b", count: 1 },
    { kind: "Droplet", id: "1", name: "a", count: 1 },
  ],
};
const now = new Date("2026-11-30T12:00:00Z");

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "governor-account-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

function faultsOf(text: string): readonly Problem[] {
  try {
    readAccountFile(text, "l.json", now);
    return [];
  } catch (error) {
    return error instanceof SettingsError ? error.problems : [];
  }
}

const problemsOf = (text: string) => faultsOf(text).map(({ path, message }) => `${path}: ${message}`);

const load = (startDir: string) =>
  loadSettings({ order: "project", env: {}, startDir, rules, project: "shop", stack: "dev" });

describe("the text of a file on an account", () => {
  it("is the same in whatever order the account was read, with a line for each resource", () => {
    const text = accountText(sample);
    expect(accountText({ ...sample, resources: sample.resources.toReversed() })).toBe(text);
    expect(text).toContain('\n    {"kind":"Droplet","id":"1","name":"a","count":1},\n');
    expect(readAccountFile(text, "l.json", now)).toMatchObject({
      team: { name: "shop" },
      resources: [{ id: "1" }, { id: "2" }],
    });
    expect(readAccountFile(accountText({ ...sample, resources: [] }), "l.json", now).resources).toEqual([]);
  });

  it("says everything that is wrong with it", () => {
    const text = accountText({
      ...sample,
      takenAt: "2027-01-01T00:00:00Z",
      resources: [
        { kind: "Droplet", id: "1", name: "a", count: -1 },
        { kind: "Droplet", id: "1", name: "a", count: 1 },
        { kind: "Domain", id: "x", name: "x", count: 1 },
      ],
    });
    expect(problemsOf(text)).toEqual(
      expect.arrayContaining([
        'takenAt: "2027-01-01T00:00:00Z" is in the future by the clock of this machine',
        "resources[2]: duplicates resources[1]",
        expect.stringMatching(/kind: "Domain" is not a kind that counts toward a limit$/),
        expect.stringMatching(/count: /),
      ]),
    );
  });

  it("says once what to do, and one thing of what was not written by this version", () => {
    const text = accountText(sample);
    const advice = "write it again with governor account --output l.json";
    const many = Array.from({ length: 2_000 }, (_, index) => ({ kind: "Domain", id: `${index}`, name: "", count: 1 }));
    const faults = faultsOf(accountText({ ...sample, resources: many }));
    expect(faults).toHaveLength(11);
    expect(faults.flatMap(({ hint }) => hint ?? [])).toEqual([advice]);
    expect(faults.at(-1)?.message).toBe("and 1990 more problems from here");
    expect(problemsOf(text.replace('"name": "shop"', '"name": 7'))).toEqual(["team.name: expected text, found 7"]);
    expect(problemsOf(text.replace('"account": 1', '"account": 2, "more": 3'))).toEqual(["account: unknown version 2"]);
    expect(problemsOf(text.slice(0, -4))).toEqual([": is not valid JSON"]);
    expect(problemsOf(`<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`)).toEqual([
      ": has a merge conflict that is not resolved",
    ]);
  });

  it("that is anything else is a SettingsError", () => {
    const isRefused = (text: string) => {
      try {
        readAccountFile(text, "l.json", now);
        return false;
      } catch (error) {
        if (error instanceof SettingsError) return error.problems.length > 0;
        throw error;
      }
    };
    fc.assert(fc.property(fc.string(), isRefused));
    fc.assert(fc.property(fc.json(), isRefused));
  });
});

describe("the key account", () => {
  const text = accountText(sample);

  it("names a file from the folder of the settings", () => {
    const folder = folderWith({ "governor.yaml": "account: live/l.json\n", "live/l.json": text, "app/x": "" });
    expect(load(join(folder, "app")).account).toMatchObject({
      origin: join(folder, "live/l.json"),
      limits: { droplet_limit: 25 },
    });
  });

  it("is an error at its place if the file is missing, and in the file if it is damaged", () => {
    expect(() => load(folderWith({ "governor.yaml": "\naccount: l.json\n" }))).toThrow(
      /governor\.yaml:2:10\s+account\s+.*l\.json does not exist[\s\S]*governor account --output/,
    );
    expect(() => load(folderWith({ "governor.yaml": "account: l.json\n", "l.json": "{}" }))).toThrow(
      /l\.json:1:1\s+account\s+is missing/,
    );
  });

  it("is the floor's if the floor has one", () => {
    const files = { "floor/f.yaml": "account: l.json\n", "floor/l.json": text, "l.json": text };
    const under = (app: string, floor = files["floor/f.yaml"]) =>
      load(folderWith({ ...files, "floor/f.yaml": floor, "governor.yaml": `extends: ./floor/f.yaml\n${app}` })).account
        ?.origin;
    expect(under("")).toMatch(/floor\/l\.json$/);
    expect(() => under("account: l.json\n")).toThrow(/the floor names a file on the account/);
    expect(under("account: l.json\n", "enforcement: enforce\n")).toMatch(/[^r]\/l\.json$/);
  });
});
