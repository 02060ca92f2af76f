import type { Evaluation, Finding } from "@infrafabric/governor";
import { expect, test } from "vitest";
import { dollars, inShort } from "./words.ts";

const finding: Finding = {
  fingerprint: "0123456789abcdef",
  rule: "droplet-backups",
  urn: "urn:pulumi:dev::shop::digitalocean:index/droplet:Droplet::web",
  status: "violation",
  severity: "high",
  level: "mandatory",
  path: "backups",
  message: "the Droplet has no backups",
  fix: "Set backups: true",
  source: { file: "index.ts", line: 3, column: 1 },
};

test("findings in short: what stops the run by name and place, the rest counted", () => {
  const evaluation: Evaluation = {
    findings: [finding, { ...finding, level: "advisory" }, { ...finding, status: "undecided", level: "advisory" }],
    notices: [],
  };
  expect(inShort(evaluation, false)).toBe(
    [
      "mandatory  high  droplet-backups  Droplet web  index.ts:3:1",
      "1 finding blocks the update; 1 advisory, 1 undecided",
    ].join("\n"),
  );
});

test("an amount is shown as a price", () => {
  expect([dollars(70.2), dollars(12), dollars(undefined)]).toEqual(["$70.20", "$12.00", "an unknown cost"]);
});
