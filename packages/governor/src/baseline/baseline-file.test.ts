import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding } from "../findings/finding";
import { fingerprintOf } from "../findings/fingerprint";
import { BaselineError, baselineOf, baselineText, readBaselines } from "./baseline-file";

const urn = "urn:pulumi:dev::shop::digitalocean:index/droplet:Droplet::web";

function finding(over: Partial<Finding> = {}): Finding {
  const { rule = "region-allowed", path = "region" } = over;
  return {
    rule,
    level: "mandatory",
    severity: "medium",
    status: "violation",
    urn,
    path,
    fingerprint: fingerprintOf(rule, urn, path),
    message: "a message",
    fix: "a fix",
    ...over,
  };
}

const facts = { governor: "0.1.0", date: "2026-11-29" };
const dev = { project: "shop", stack: "dev" };
const written = baselineText([{ ...dev, findings: [finding()] }], undefined, facts);

describe("a baseline file", () => {
  it("tells the reader of a diff what is carried, and since when", () => {
    expect(JSON.parse(written)).toEqual({
      baseline: 1,
      stacks: [
        {
          ...dev,
          ...facts,
          findings: [
            { rule: "region-allowed", urn, path: "region", status: "violation", fingerprint: finding().fingerprint },
          ],
        },
      ],
    });
  });

  it("records violations of any level and what is undecided and blocks, each once, in an order of its own", () => {
    const findings = [
      finding({ rule: "z-advisory", level: "advisory" }),
      finding({ rule: "a-denied", status: "undecided" }),
      finding({ rule: "undecided", status: "undecided", level: "advisory" }),
      finding({ rule: "carried", status: "undecided", level: "advisory", baseline: true }),
      finding({ rule: "exempt", status: "exempt" }),
      finding({ rule: "unverifiable", status: "unverifiable", level: "advisory" }),
      finding({ rule: "z-advisory", level: "advisory", message: "another at the same place" }),
    ];
    const { stacks } = readBaselines(baselineText([{ ...dev, findings }], undefined, facts), "b.json");
    expect(stacks[0]?.findings.map(({ rule }) => rule)).toEqual(["a-denied", "carried", "z-advisory"]);
  });

  it("keeps what it records of other stacks", () => {
    const prod = { project: "shop", stack: "prod", findings: [] };
    const both = baselineText([prod], readBaselines(written, "b.json"), { ...facts, date: "2026-12-01" });
    expect(readBaselines(both, "b.json").stacks.map(({ stack, date }) => `${stack} ${date}`)).toEqual([
      "dev 2026-11-29",
      "prod 2026-12-01",
    ]);
  });

  it.each(["", "[]", "{}", '{"baseline":2,"stacks":[]}', '{"baseline":1,"stacks":[{"project":"shop"}]}'])(
    "is refused as %j",
    (text) => {
      expect(() => readBaselines(text, "b.json")).toThrow(/^b\.json is not a valid baseline.*--write-baseline FILE$/);
    },
  );

  it.each([
    ["rule", '"rule": "region-allowed"', '"rule": "droplet-backups"'],
    ["path", '"path": "region"', '"path": "name"'],
    ["stack", '"stack": "dev"', '"stack": "prod"'],
  ])("is refused where its %s was changed by hand", (_, from, to) => {
    expect(written).toContain(from);
    expect(() => readBaselines(written.replace(from, to), "b.json")).toThrow(/b\.json was edited: the fingerprint/);
  });
});

describe("any text", () => {
  const refused = (text: string): boolean => {
    try {
      readBaselines(text, "b.json");
      return false;
    } catch (error) {
      if (error instanceof BaselineError) return true;
      throw error;
    }
  };

  it("is a baseline or a BaselineError", () => {
    fc.assert(fc.property(fc.string(), refused));
    fc.assert(fc.property(fc.json(), refused));
    const stacks = JSON.parse(written).stacks;
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom("project", "stack", "findings", "date"), (value, key) => {
        const text = JSON.stringify({ baseline: 1, stacks: [{ ...stacks[0], [key]: value }] });
        return refused(text) || key === "findings";
      }),
    );
  });

  it("is read without harm, however deep it nests or whatever it calls itself", () => {
    expect(refused(`${"[".repeat(200_000)}${"]".repeat(200_000)}`)).toBe(true);
    expect(refused('{"baseline":1,"stacks":[],"__proto__":{"x":1}}')).toBe(true);
  });
});

describe("the baseline of a stack", () => {
  const of = (text: string, project: string, stack: string) =>
    baselineOf(readBaselines(text, "b.json"), { project, stack, origin: "b.json" });

  it("is the one that was recorded of it", () => {
    expect(of(written, "shop", "dev")).toMatchObject({ origin: "b.json", date: "2026-11-29", findings: [{ urn }] });
  });

  it("is none for another stack of the project, and an error for another project", () => {
    expect(of(written, "shop", "prod")).toBeUndefined();
    expect(() => of(written, "blog", "dev")).toThrow(
      "b.json is the baseline of the project shop, and this is blog/dev: write one for it",
    );
  });

  it("is none for a project that a baseline of several does not record", () => {
    const several = baselineText([{ project: "blog", stack: "dev", findings: [] }], readBaselines(written, "b"), facts);
    expect(of(several, "wiki", "dev")).toBeUndefined();
  });
});
