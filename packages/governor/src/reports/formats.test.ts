import Ajv from "ajv";
import { describe, expect, it } from "vitest";
import { rules } from "../rules";
import type { Rule } from "../rules/rule";
import { reportFormats } from ".";
import { documents, marker, sampleReport } from "./fixtures/sample-report";
import { sarifSchema } from "./fixtures/sarif-schema";

type Name = keyof typeof reportFormats;
const names: readonly Name[] = ["table", "json", "sarif", "junit", "markdown", "csv", "html", "github"];

async function written(name: Name, options = {}, ...reports: readonly ReturnType<typeof sampleReport>[]) {
  const format = await reportFormats[name]();
  return format(reports.length === 0 ? [sampleReport()] : reports, options);
}

it("are these formats", () => {
  expect(Object.keys(reportFormats)).toEqual(expect.arrayContaining([...names]));
});

describe.each(Object.keys(reportFormats).filter((name): name is Name => name in reportFormats))("as %s", (name) => {
  it("shows no secret, from whatever it was read", async () => {
    for (const form of ["preview", "stream", "state"] as const) {
      expect(documents[form]).toContain(marker);
      const report = sampleReport(form, { framework: "cis", rules });
      expect(await written(name, { color: true }, report)).not.toContain(marker);
      expect(await written(name, { isFleet: true }, report, report)).not.toContain(marker);
    }
  });

  it("shows the rules, and an exemption with its reason, owner and end", async () => {
    const text = await written(name);
    for (const part of ["droplet-in-vpc", "nightly", "ann", "2027-01-01"]) expect(text).toContain(part);
  });
});

describe("json", () => {
  it("is the contract, with more behind it", async () => {
    const report = JSON.parse(await written("json"));
    expect(Object.keys(report)).toEqual(["version", "summary", "findings", "notices", "baseline"]);
    expect(report.summary).toEqual({
      resources: 4,
      violations: 7,
      undecided: 1,
      unverifiable: 0,
      exempt: 1,
      mandatory: 6,
    });
    expect(Object.keys(report.findings[0])).toEqual([
      ...["rule", "level", "severity", "status", "urn", "path", "source", "fingerprint", "message", "fix"],
    ]);
    expect(report.baseline).toMatchObject({ carried: 1, mended: [{ urn: expect.stringMatching(/::gone$/) }] });
    expect(report.findings.filter(({ baseline }: { baseline?: true }) => baseline === true)).toHaveLength(1);
  });

  it("has the controls of a framework that is asked for", async () => {
    const report = JSON.parse(await written("json", {}, sampleReport("preview", { framework: "cis" })));
    expect(report).toMatchObject({ framework: "cis", unverified: expect.arrayContaining(["1.1"]) });
    const serving = { id: "droplet-backups", state: expect.any(String), findings: expect.any(Number) };
    expect(report.controls).toContainEqual(
      expect.objectContaining({ id: "11.2", title: "automated backups", rules: expect.arrayContaining([serving]) }),
    );
  });

  it("has a list of stacks for a fleet, even of one", async () => {
    const report = JSON.parse(await written("json", { isFleet: true }));
    expect(report).toMatchObject({
      summary: { resources: 4, mandatory: 6 },
      stacks: [{ file: "preview.json", project: "shop", stack: "prod", summary: { mandatory: 6 } }],
    });
  });
});

describe("sarif", () => {
  const ajv = new Ajv({ strict: false });

  it("is valid, with no property that SARIF does not have", async () => {
    const valid = ajv.compile(sarifSchema);
    const log = JSON.parse(await written("sarif", {}, sampleReport(), sampleReport("state")));
    valid(log);
    expect(valid.errors).toBeNull();
    log.runs[0].results[0].stray = 1;
    expect(valid(log)).toBe(false);
  });

  it("says where, how bad and what is accepted", async () => {
    const { runs } = JSON.parse(await written("sarif", { projectFolder: "infra/shop" }));
    const [{ results, tool }] = runs;
    const of = (rule: string) => results.filter(({ ruleId }: { ruleId: string }) => ruleId === rule);
    expect(of("droplet-in-vpc").at(-1)).toMatchObject({
      kind: "fail",
      level: "error",
      partialFingerprints: { "governor/v1": expect.stringMatching(/^[0-9a-f]{16}$/) },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "infra/shop/src/index.ts" },
            region: { startLine: 4, startColumn: 7 },
          },
        },
      ],
      baselineState: "new",
    });
    expect(of("droplet-backups").at(-1)).toMatchObject({
      suppressions: [{ kind: "external", status: "accepted", justification: expect.stringMatching(/nightly \(ann/) }],
    });
    expect(of("droplet-backups")[0]).toMatchObject({ kind: "open", level: "none" });
    expect(results.filter(({ suppressions }: { suppressions?: unknown }) => suppressions !== undefined)).toHaveLength(
      2,
    );
    for (const { ruleIndex, ruleId } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(tool.driver.rules[0].help.markdown).toMatch(/\*\*Fix:\*\*/);
  });
});

describe("junit", () => {
  it("is XML, whatever resources are called", async () => {
    const text = await written("junit");
    const open: string[] = [];
    const rest = text
      .replace(/^<\?xml[^?]*\?>/, "")
      .replaceAll(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g, (_, end, name, __, empty) => {
        if (end === "/") expect(open.pop()).toBe(name);
        else if (empty !== "/") open.push(name);
        return "";
      });
    expect(open).toEqual([]);
    expect(rest).not.toContain("<");
    expect(text).not.toMatch(/&(?!(amp|lt|gt|quot|#9|#10);)/);
    expect(text).not.toContain("\u0007");
  });

  it("counts what it holds", async () => {
    const text = await written("junit");
    const [, tests, failures, skipped] =
      /<testsuite name="shop\/prod" tests="(\d+)" failures="(\d+)" errors="0" skipped="(\d+)">/.exec(text) ?? [];
    const count = (what: RegExp) => String([...text.matchAll(what)].length);
    expect([tests, failures, skipped]).toEqual([count(/<testcase /g), count(/<failure /g), count(/<skipped /g)]);
    expect([failures, skipped]).toEqual(["6", "3"]);
  });
});

describe("markdown", () => {
  it("begins with what is destroyed, what holds data first", async () => {
    const text = await written("markdown");
    const at = (part: string) => {
      expect(text).toContain(part);
      return text.indexOf(part);
    };
    expect(at("### Destroys 2 resources")).toBeLessThan(at("### Violations"));
    expect(
      at("| **replaced** | <code>DatabaseCluster data</code> | ⚠️ holds data | <code>region</code> |"),
    ).toBeLessThan(at("| **deleted** | <code>Vpc net</code> |"));
    expect(at("Monthly cost: $")).toBeLessThan(at("<details><summary>1 exempt</summary>"));
    expect(at("1 carried from the baseline, 1 mended")).toBeGreaterThan(0);
  });

  it("destroys nothing where the source is no preview", async () => {
    expect(await written("markdown", {}, sampleReport("state"))).not.toContain("Destroys");
  });

  it("takes names as text: no element, no mention, no cell of their own", async () => {
    const text = await written("markdown");
    expect(text).toContain("=evil&#124;");
    expect(text).not.toMatch(/<b>|@ops|@acme/);
    for (const line of text.split("\n").filter((one) => one.includes("evil") && one.startsWith("|")))
      expect(line.split("|")).toHaveLength(7);
  });
});

describe("csv", () => {
  it("has a row for each finding, as a spreadsheet reads it", async () => {
    const rows = rowsOf(await written("csv"));
    const [head = [], ...rest] = rows;
    expect(rest).toHaveLength(9);
    for (const row of rest) expect(row).toHaveLength(head.length);
    const exempt = rest.find((row) => row[head.indexOf("status")] === "exempt");
    expect(exempt?.slice(head.indexOf("exempt_until"), head.indexOf("urn"))).toEqual([
      ...["2027-01-01", "rebuilt | nightly", "ann@acme.com"],
    ]);
  });

  it("shows nothing of a name that controls a terminal or turns the direction of writing around", async () => {
    const report = sampleReport();
    const [finding] = report.evaluation.findings;
    if (finding === undefined) throw new Error("the sample has findings");
    const findings = [{ ...finding, urn: `${finding.urn}\u001b[31m\u202egpj` }];
    const rows = rowsOf(await written("csv", {}, { ...report, evaluation: { findings, notices: [] } }));
    expect(rows[1]?.filter((cell) => cell.includes("gpj"))).toEqual([
      expect.stringMatching(/\?\[31m\?gpj$/),
      expect.stringMatching(/\?\[31m\?gpj$/),
    ]);
  });

  it("makes no formula of what comes from elsewhere", async () => {
    const report = sampleReport();
    const findings = ["=1+1", "+1", "-1", "@x", "\tx", "plain"].map((message) => ({
      ...(report.evaluation.findings[0] ?? {}),
      message,
    }));
    const text = await written("csv", {}, { ...report, evaluation: { findings: findings as never, notices: [] } });
    const [head = [], ...rest] = rowsOf(text);
    expect(rest.map((row) => row[head.indexOf("message")])).toEqual(["'=1+1", "'+1", "'-1", "'@x", "'\tx", "plain"]);
  });
});

describe("github", () => {
  it("annotates the line, from the root of the repository", async () => {
    const lines = (await written("github", { projectFolder: "infra" })).split("\n");
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^::error file=infra\/src\/index\.ts,line=4,col=7,title=droplet-in-vpc%3A Droplet web::vpcUuid: .*%0Afix: /,
      ),
    );
    expect(lines.filter((line) => line.startsWith("::error"))).toHaveLength(6);
    expect(lines.filter((line) => line.startsWith("::notice"))).toHaveLength(3);
    expect(lines.filter((line) => line.startsWith("::warning"))).toHaveLength(1);
    const exempt = lines.filter((line) => line.includes("%0Aexempt until 2027-01-01: rebuilt | nightly"));
    expect(exempt).toHaveLength(1);
    expect(exempt[0]).not.toContain("fix:");
    // No name can end a command or begin another one.
    for (const line of lines.filter((one) => one !== ""))
      expect(line).toMatch(/^(::(error|notice|warning) |shop\/prod: )/);
  });
});

describe("table", () => {
  it("shows the controls of a framework that rules serve", async () => {
    const report = sampleReport("preview", { framework: "cis" });
    const controls = { "droplet-in-vpc": { cis: ["12.2", "4.4"] }, "monthly-budget": { cis: ["4.4"] } };
    const serving = report.rules.map(
      (rule): Rule => ({ ...rule, controls: Object.entries(controls).find(([id]) => id === rule.id)?.[1] ?? {} }),
    );
    expect(await written("table", {}, { ...report, rules: serving })).toMatch(
      /^CIS Controls v8: stack prod of shop\n4\.4 {3}violated {2}firewalls on servers\n {4}(droplet-in-vpc|monthly-budget) +violated \(\d findings?\)\n.*\n12\.2 {2}violated.*\n {4}droplet-in-vpc .*\nrules serve 2 of \d+ controls: 2 violated\nno rule verifies these controls: 1\.1 to 1\.5, /m,
    );
    expect(await written("markdown", {}, { ...report, rules: serving })).toMatch(
      /^### CIS Controls v8\n\n.*\n.*\n\| 4\.4 \| firewalls on servers \| \*\*violated\*\* \| .*\n\| 12\.2 .*\n\nNo rule verifies these controls: 1\.1 to 1\.5, /m,
    );
  });

  it("has a line for each stack of a fleet, and their sum", async () => {
    const text = await written("table", { isFleet: true }, sampleReport(), sampleReport("state"));
    const lines = text.trimEnd().split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/^stack +resources +mandatory +violations +undecided +exempt +USD per month$/);
    expect(lines[1]).toMatch(/^shop\/prod +4 +6 +7 +1 +1 +\$[\d.]+$/);
    expect(lines[3]).toMatch(/^2 stacks +8 +/);
  });
});

/** The rows of a text as RFC 4180 has it. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}
