import { expect, test } from "vitest";
import { reportIn } from "./report";

const record = {
  urn: "urn:pulumi:dev::shop::a:b:C::web",
  type: "a:b:C",
  name: "web",
  inputs: { size: "small" },
  outputs: {},
  id: "1",
  parent: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
  protect: true,
  source: { file: "index.ts", line: 1, column: 2 },
  propertyDependencies: { size: ["urn:pulumi:dev::shop::a:b:C::other"] },
};
const done = {
  kind: "done",
  records: [record, { urn: "u", type: "t", name: "n", inputs: {} }],
  outputs: { list: [1, null] },
  diagnostics: [{ severity: "warning", message: "mind this" }],
  omissions: [{ message: "left out", urn: "u" }],
};

test.each([
  done,
  { kind: "threw", name: "Error", message: "no luck", stack: "Error: no luck" },
  { kind: "refused", message: "no SDK" },
  { kind: "stalled" },
])("a report arrives as it was sent: $kind", (report) => {
  expect(reportIn(JSON.stringify(report))).toEqual(report);
});

test.each([
  ["no JSON", "hello"],
  ["what has no text", Object.create(null)],
  ["null", "null"],
  ["a list", "[]"],
  ["another kind", '{ "kind": "other" }'],
  ["an error without its stack", '{ "kind": "threw", "name": "Error", "message": "no luck" }'],
  ...Object.keys(done).flatMap((key) => (key === "kind" ? [] : [[`no ${key}`, JSON.stringify({ ...done, [key]: 1 })]])),
  ...Object.keys(record).map((key) => [
    `a record with a wrong ${key}`,
    JSON.stringify({ ...done, records: [{ ...record, [key]: ["wrong"] }] }),
  ]),
  ["a wrong severity", JSON.stringify({ ...done, diagnostics: [{ severity: "loud", message: "hello" }] })],
])("no report: %s", (_, message) => {
  expect(reportIn(message)).toBeUndefined();
});
