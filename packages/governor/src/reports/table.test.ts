import { describe, expect, it } from "vitest";
import type { Finding } from "../findings/finding";
import { formatFindings, resourceWords, summaryOf } from "./table";

const finding: Finding = {
  rule: "region-allowed",
  level: "mandatory",
  severity: "medium",
  status: "violation",
  urn: "urn:pulumi:dev::shop::example:index:Tier$digitalocean:index/droplet:Droplet::web",
  path: "region",
  source: { file: "index.ts", line: 3, column: 1 },
  fingerprint: "0",
  message: 'invalid region "nyc1"',
  fix: "use nyc3",
};
const { path: _path, source: _source, ...ofStack } = finding;

const evaluation = {
  findings: [
    { ...finding, status: "undecided", level: "advisory", rule: "size-allowed", message: "not known" },
    {
      ...ofStack,
      rule: "monthly-budget",
      severity: "high",
      urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
      message: "too dear",
    },
    {
      ...finding,
      status: "exempt",
      rule: "droplet-backups",
      exemption: { reason: "stateless", owner: "ann", expires: "2027-01-01" },
    },
    { ...finding, rule: "spaces-private-acl", remediated: true },
    { ...finding, rule: "encryption-required", status: "unverifiable", level: "advisory" },
    { ...finding, rule: "spaces-versioning", level: "advisory" },
    finding,
  ],
  notices: [
    { level: "warning", message: "aws is not governed" },
    { level: "error", message: "an exemption matches nothing" },
  ],
} as const;

describe("formatFindings", () => {
  it("puts what stops the run first, aligned, and counts at the end", () => {
    expect(formatFindings(evaluation)).toMatchInlineSnapshot(`
      "mandatory       high    monthly-budget       stack shop-dev
          too dear
          fix: use nyc3
      mandatory       medium  region-allowed       Droplet web     index.ts:3:1
          region: invalid region "nyc1"
          fix: use nyc3
      remediated      medium  spaces-private-acl   Droplet web     index.ts:3:1
          region: invalid region "nyc1"
          fix: use nyc3
      advisory        medium  spaces-versioning    Droplet web     index.ts:3:1
          region: invalid region "nyc1"
          fix: use nyc3
      exempt          medium  droplet-backups      Droplet web     index.ts:3:1
          region: invalid region "nyc1"
          exempt until 2027-01-01: stateless (ann)
      not verifiable  medium  encryption-required  Droplet web     index.ts:3:1
          region: invalid region "nyc1"
          fix: use nyc3
      undecided       medium  size-allowed         Droplet web     index.ts:3:1
          region: not known
          fix: use nyc3
      warning         aws is not governed
      error           an exemption matches nothing
      3 findings block the update; 1 advisory, 1 undecided, 1 not verifiable, 1 exempt, 1 remediated"
    `);
  });

  it("puts what is said of several resources of a type into one row with their names", () => {
    const urn = (name: string, type = "digitalocean:index/droplet:Droplet") => `urn:pulumi:dev::shop::${type}::${name}`;
    const bare = {
      ...ofStack,
      rule: "droplet-backups",
      path: "backups",
      message: "the Droplet has no backups",
      fix: "x",
    };
    const five = ["a", "b", "c", "d", "e"].map((name, index) => ({
      ...bare,
      urn: urn(name),
      source: { file: "index.ts", line: index + 1, column: 1 },
    }));
    const other = { ...bare, urn: urn("pool", "digitalocean:index/volume:Volume") };
    const worse = { ...bare, urn: urn("f"), message: "another thing" };
    expect(formatFindings({ findings: [...five, other, worse], notices: [] })).toMatchInlineSnapshot(`
      "mandatory  medium  droplet-backups  5 × Droplet
          a (index.ts:1:1), b (index.ts:2:1), c (index.ts:3:1), d (index.ts:4:1), e (index.ts:5:1)
          backups: the Droplet has no backups
          fix: x
      mandatory  medium  droplet-backups  Droplet f
          backups: another thing
          fix: x
      mandatory  medium  droplet-backups  Volume pool
          backups: the Droplet has no backups
          fix: x
      7 findings block the update"
    `);
  });

  it("says first that a run only reports, and what would block it", () => {
    const held = { ...finding, level: "advisory", reportOnly: true } as const;
    const findings = [{ ...finding, level: "advisory", severity: "critical" } as const, held];
    expect(formatFindings({ findings, notices: [], reportOnly: true })).toMatchInlineSnapshot(`
      "report only: nothing is blocked
      would block  medium    region-allowed  Droplet web  index.ts:3:1
          region: invalid region "nyc1"
          fix: use nyc3
      advisory     critical  region-allowed  Droplet web  index.ts:3:1
          region: invalid region "nyc1"
          fix: use nyc3
      nothing blocks the update; 1 would block it if enforced, 1 advisory"
    `);
  });

  it("colours only when asked to", () => {
    expect(formatFindings(evaluation)).not.toContain("\u001b");
    expect(formatFindings(evaluation, { color: true })).toContain("\u001b[31m");
  });
});

describe("summaryOf", () => {
  it("says so when nothing blocks the update", () => {
    expect(summaryOf({ findings: [], notices: [] })).toBe("nothing blocks the update");
  });

  it("counts the fixes that replace a resource", () => {
    const moved: Finding = { ...finding, replaces: true };
    expect(summaryOf({ findings: [moved], notices: [] })).toMatch(/; 1 fix replaces its resource$/);
    expect(summaryOf({ findings: [moved, moved, finding], notices: [] })).toMatch(/; 2 fixes replace their resources$/);
  });
});

describe("resourceWords", () => {
  it("is the type's last word and the logical name", () => {
    expect(resourceWords(`${finding.urn}\u001b[31m`)).toBe("Droplet web?[31m");
    expect(resourceWords(finding.urn)).toBe("Droplet web");
    expect(resourceWords("urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev")).toBe("stack shop-dev");
  });
});
