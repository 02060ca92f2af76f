import { expect, it } from "vitest";
import { reportFormats } from ".";
import { changesAfter } from "./changes";
import { sampleReport } from "./fixtures/sample-report";
import type { Report } from "./report";
import type { ReportSection, SectionRow } from "./section";

const bare = sampleReport();
const now = () => new Date("2026-11-30T00:00:00Z");
const [first, ...rest] = bare.evaluation.findings.filter(({ status }) => status === "violation");
const urn = first?.urn ?? "";
const waste = (...rows: readonly SectionRow[]): readonly ReportSection[] => [
  { id: "waste", title: "Waste", summary: "", rows },
];
const unattached = { id: "volume-unattached", urn, message: "no Droplet has it", fix: "Delete it", monthly: 10 };
const empty = { id: "vpc-empty", urn, message: "it is empty", fix: "Delete it" };
const before: Report = { ...bare, sections: waste(unattached) };
const after: Report = {
  ...bare,
  evaluation: { ...bare.evaluation, findings: bare.evaluation.findings.filter((one) => one !== first) },
  sections: waste(empty, { ...unattached, message: "no Droplet has had it for long" }),
};

it("writes the first report whole, then what is new and what is gone, and nothing if nothing is", async () => {
  const table = await reportFormats.table();
  const format = changesAfter(table, { isJson: false, now });
  expect(format([before])).toBe(table([before]));
  expect(format([before])).toBe("");
  const lines = format([after]).trimEnd().split("\n");
  expect(lines).toEqual([
    `2026-11-30T00:00:00.000Z  ${bare.stack.project}/${bare.stack.stack}: 1 new, 1 gone`,
    expect.stringMatching(/^ {2}new +waste +vpc-empty +\S.* {2}it is empty$/),
    expect.stringMatching(new RegExp(`^ {2}gone +${first?.level} +${first?.rule} `)),
  ]);
  expect(format([after])).toBe("");
  expect(format([before])).toContain("1 new, 1 gone");
});

it("in JSON each round is a line", async () => {
  const format = changesAfter(await reportFormats.json(), { isJson: true, now });
  const whole = format([before]);
  expect(whole.trimEnd().split("\n")).toHaveLength(1);
  expect(JSON.parse(whole).findings).toHaveLength(bare.evaluation.findings.length);
  const line = format([after]);
  expect(line.trimEnd().split("\n")).toHaveLength(1);
  expect(JSON.parse(line)).toMatchObject({
    at: "2026-11-30T00:00:00.000Z",
    new: [{ section: "waste", id: "vpc-empty", message: "it is empty" }],
    gone: [{ rule: first?.rule, fingerprint: first?.fingerprint }],
  });
});

it("a stack that is missing for a while is not gone", async () => {
  const format = changesAfter(await reportFormats.table(), { isJson: false, now });
  const other: Report = { ...before, stack: { ...bare.stack, stack: "other" } };
  format([before, other], { isFleet: true });
  expect(format([before], { isFleet: true })).toBe("");
  expect(format([before, other], { isFleet: true })).toBe("");
  expect(rest.length).toBeGreaterThan(0);
});

it("a number that has become a problem is new", async () => {
  const format = changesAfter(await reportFormats.table(), { isJson: false, now });
  const row = { id: "droplet_limit", message: "5 of 10 Droplets" };
  const full = { id: "droplet_limit", message: "9 of 10 Droplets", fix: "Delete some" };
  format([{ ...bare, sections: waste(row) }]);
  expect(format([{ ...bare, sections: waste({ ...row, message: "6 of 10 Droplets" }) }])).toBe("");
  expect(format([{ ...bare, sections: waste(full) }])).toMatch(/new +waste +droplet_limit +9 of 10 Droplets/);
});
