import { blocks, type Finding, type Notice, type Severity } from "../findings/finding";
import type { Rule } from "../rules/rule";
import { governorVersion } from "../version";
import { nameOf } from "../view/urn";
import { fileOf, toleratedWords } from "./finding-words";
import { fixWords } from "./fix-words";
import type { Report, ReportFormat, ReportOptions } from "./report";
import { rowFingerprint, rowWords, type SectionRow, sectionRows } from "./section";
import { resourceWords } from "./table";

/** How GitHub orders what it shows, by the scale of CVSS. */
const securitySeverity: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
};

/** SARIF 2.1.0, for code scanning. */
export const formatReports: ReportFormat = (reports, options = {}) => {
  const rules = new Map<string, Rule>();
  const results: object[] = [];
  const notifications: object[] = [];
  const indexes = new Map<string, number>();
  for (const report of reports) {
    for (const rule of report.rules) {
      if (!indexes.has(rule.id)) indexes.set(rule.id, indexes.size);
      rules.set(rule.id, rule);
    }
    results.push(...report.evaluation.findings.map((finding) => resultOf(finding, report, indexes, options)));
    results.push(...sectionRows(report).map(([row, { id }]) => noteOf(row, id, report)));
    notifications.push(...report.evaluation.notices.map(notificationOf));
  }
  const run = {
    tool: {
      driver: {
        name: "governor",
        organization: "InfraFabric",
        version: governorVersion,
        semanticVersion: governorVersion,
        rules: [...rules.values()].map(descriptorOf),
      },
    },
    invocations: [{ executionSuccessful: true, toolConfigurationNotifications: notifications }],
    columnKind: "utf16CodeUnits",
    results,
  };
  const log = { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

function descriptorOf(rule: Rule) {
  const { id, group, title, why, fix, references, severity, level = "mandatory", controls = {}, aliases = [] } = rule;
  const [first] = references;
  const served = Object.entries(controls).flatMap(([framework, ids]) =>
    ids.map((control) => `${framework}/${control}`),
  );
  const links = references.map((reference) => `- <${reference}>`);
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: {
      text: `${why}\n\nFix: ${fix}`,
      markdown: [`${why}`, "", `**Fix:** ${fix}`, ...(links.length === 0 ? [] : ["", ...links])].join("\n"),
    },
    ...(first === undefined ? {} : { helpUri: first }),
    defaultConfiguration:
      level === "disabled"
        ? { enabled: false, level: "warning" }
        : { level: level === "mandatory" ? "error" : "warning" },
    properties: {
      tags: ["infrastructure", group, ...aliases, ...served],
      precision: "high",
      "problem.severity": level === "mandatory" ? "error" : "warning",
      "security-severity": securitySeverity[severity],
    },
  };
}

function resultOf(finding: Finding, report: Report, indexes: ReadonlyMap<string, number>, options: ReportOptions) {
  const { rule, urn, path, severity, status, message, fingerprint, baseline } = finding;
  const index = indexes.get(rule);
  const place = path === undefined ? "" : `${path}: `;
  const why = toleratedWords(finding);
  return {
    ruleId: rule,
    ...(index === undefined ? {} : { ruleIndex: index }),
    ...weightOf(finding),
    message: { text: `${resourceWords(urn)}: ${place}${message}. Fix: ${fixWords(finding)}` },
    locations: [locationOf(finding, report, options)],
    partialFingerprints: { "governor/v1": fingerprint },
    ...(report.evaluation.mended === undefined ? {} : { baselineState: baseline === true ? "unchanged" : "new" }),
    ...(why === undefined ? {} : { suppressions: [{ kind: "external", status: "accepted", justification: why }] }),
    properties: {
      ...{ urn, severity, status },
      ...(path === undefined ? {} : { path }),
      ...(finding.replaces === true ? { replaces: true } : {}),
      ...(finding.reportOnly === true ? { reportOnly: true } : {}),
    },
  };
}

/** A line of a section: it is worth knowing, and no rule is violated. */
function noteOf(row: SectionRow, section: string, { origin }: Report) {
  const { id, urn, fix, monthly } = row;
  const resource = urn === undefined ? "" : `${resourceWords(urn)}: `;
  return {
    ruleId: `${section}/${id}`,
    kind: "fail",
    level: "note",
    message: { text: `${resource}${rowWords(row)}${fix === undefined ? "" : `. Fix: ${fix}`}` },
    locations: [placeOf(urn, origin)],
    partialFingerprints: { "governor/v1": rowFingerprint(row) },
    properties: { ...(urn === undefined ? {} : { urn }), ...(monthly === undefined ? {} : { monthly }) },
  };
}

/** What is not judged has no level of its own: SARIF says by its kind what it is. */
function weightOf(finding: Finding): object {
  if (blocks(finding)) return { kind: "fail", level: "error" };
  if (finding.status === "undecided") return { kind: "open", level: "none" };
  if (finding.status === "unverifiable") return { kind: "review", level: "none" };
  return { kind: "fail", level: finding.remediated === true ? "note" : "warning" };
}

function locationOf({ source, urn }: Finding, { origin }: Report, options: ReportOptions) {
  if (source === undefined) return placeOf(urn, origin);
  const logicalLocations = logicalOf(urn);
  const { line, column } = source;
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(fileOf(source, options)) },
      region: { startLine: line, startColumn: column },
    },
    logicalLocations,
  };
}

const logicalOf = (urn: string) => [{ name: nameOf(urn), fullyQualifiedName: urn, kind: "resource" }];

/** Where the program is not known, what was read is the nearest that there is. */
function placeOf(urn: string | undefined, origin: string) {
  return {
    ...(origin === "standard input" ? {} : { physicalLocation: { artifactLocation: { uri: uriOf(origin) } } }),
    ...(urn === undefined ? {} : { logicalLocations: logicalOf(urn) }),
  };
}

/** A relative reference: each segment encoded. An absolute path becomes that of a file. */
function uriOf(file: string): string {
  const encoded = file.replaceAll("\\", "/").split("/").map(encodeURIComponent).join("/");
  return encoded.startsWith("/") ? `file://${encoded}` : encoded;
}

function notificationOf({ level, message, urn }: Notice) {
  return {
    level,
    message: { text: message },
    ...(urn === undefined
      ? {}
      : { locations: [{ logicalLocations: [{ name: nameOf(urn), fullyQualifiedName: urn, kind: "resource" }] }] }),
  };
}
