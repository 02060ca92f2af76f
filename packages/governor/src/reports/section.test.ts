import Ajv from "ajv";
import { expect, it } from "vitest";
import { evaluate } from "../evaluate";
import { rules } from "../rules";
import { reportFormats } from ".";
import { sampleReport } from "./fixtures/sample-report";
import { sarifSchema } from "./fixtures/sarif-schema";
import type { Report } from "./report";

const bare = sampleReport();
const [resource] = bare.stack.resources;
const urn = resource?.urn ?? "";
const waste = {
  id: "waste",
  title: "Waste",
  summary: "2 resources, $10 a month",
  rows: [
    { id: "volume-unattached", urn, message: "no Droplet has it attached", fix: "Delete it", monthly: 10 },
    { id: "registry-empty", urn, message: "it stores nothing", fix: "Delete it", monthly: null },
  ],
};
const unread = {
  id: "unread",
  title: "Not read",
  summary: "1 path",
  rows: [{ id: "/v2/<apps>", message: "403 | forbidden", facts: { status: 403 } }],
};
const stack = { ...bare.stack, extent: "account" } as const;
const report: Report = {
  ...bare,
  stack,
  evaluation: evaluate(stack, bare.settings, bare.rules, new Date("2026-11-29T12:00:00Z")),
  sections: [waste, unread],
};

it.each(["table", "json", "sarif", "junit", "markdown", "csv", "html", "github"] as const)(
  "%s shows the sections beside the findings",
  async (name) => {
    const text = (await reportFormats[name]())([report]);
    for (const part of ["volume-unattached", "no Droplet has it attached", "Delete it", "droplet-in-vpc"])
      expect(text).toContain(part);
    if (["html", "junit", "markdown"].includes(name)) expect(text).not.toContain("<apps>");
  },
);

it.each(["table", "json", "sarif", "junit", "markdown", "csv", "html", "github"] as const)(
  "%s of a report without sections has no trace of them",
  async (name) => {
    const format = await reportFormats[name]();
    expect(format([{ ...bare, sections: [] }]).replace(/,?\n? *"sections": \{\}/, "")).toBe(format([bare]));
  },
);

it("an unknown price is a dash, and null for programs", async () => {
  const table = (await reportFormats.table())([report]);
  expect(table).toMatch(/^Waste: 2 resources, \$10 a month$/m);
  expect(table).toMatch(/^ {4} +\$10 {2}\w+ \S.* {2}no Droplet has it attached$/m);
  expect(table).toMatch(/^ {4} +- {2}\w+ \S.* {2}it stores nothing$/m);
  const { sections } = JSON.parse((await reportFormats.json())([report]));
  expect(sections.waste.rows.map(({ monthly }: { monthly: unknown }) => monthly)).toEqual([10, null]);
  expect(sections.unread.rows).toEqual([{ id: "/v2/<apps>", message: "403 | forbidden", status: 403 }]);
});

it("speaks of the violations of an account, and not of an update that is blocked", async () => {
  for (const name of ["table", "markdown", "html", "github"] as const) {
    const format = await reportFormats[name]();
    for (const isFleet of [false, true]) expect(format([report], { isFleet })).not.toMatch(/blocks? (the|an) update/);
    expect(format([report])).toMatch(/7 mandatory violations/);
  }
  expect((await reportFormats.table())([report])).toContain("audited shop/prod");
  expect((await reportFormats.html())([report], { isFleet: true })).toContain("<h1>1 account</h1>");
});

it("rows are notes in SARIF that a schema accepts", async () => {
  const log = JSON.parse((await reportFormats.sarif())([{ ...report, rules }]));
  const valid = new Ajv({ strict: false }).compile(sarifSchema);
  valid(log);
  expect(valid.errors).toBeNull();
  const notes = log.runs[0].results.filter(({ level }: { level: string }) => level === "note");
  expect(notes.map(({ ruleId }: { ruleId: string }) => ruleId)).toEqual([
    "waste/volume-unattached",
    "waste/registry-empty",
    "unread//v2/<apps>",
  ]);
});
