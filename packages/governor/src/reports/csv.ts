import type { Finding } from "../findings/finding";
import { fileOf } from "./finding-words";
import { printable } from "./printable";
import type { Report, ReportFormat, ReportOptions } from "./report";
import { rowFingerprint, type SectionRow, sectionRows } from "./section";
import { resourceWords } from "./table";

const head = [
  ...["stack", "rule", "level", "severity", "status", "resource", "path", "file", "line", "column", "message", "fix"],
  ...["replaces", "baseline", "exempt_until", "exempt_reason", "exempt_owner", "urn", "fingerprint", "monthly_usd"],
];

/** A row for each finding and each line of a section, as RFC 4180 says, for a spreadsheet. */
export const formatReports: ReportFormat = (reports, options = {}) => {
  const rows = [head];
  for (const report of reports) {
    rows.push(...report.evaluation.findings.map((finding) => rowOf(finding, report, options)));
    rows.push(...sectionRows(report).map(([row, { id }]) => rowOfSection(row, id, report)));
  }
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
};

function rowOf(finding: Finding, { stack }: Report, options: ReportOptions): string[] {
  const { rule, level, severity, status, urn, path = "", source, message, fix, exemption, fingerprint } = finding;
  return [
    ...[
      printable(`${stack.project}/${stack.stack}`),
      rule,
      level,
      severity,
      status,
      resourceWords(urn),
      printable(path),
    ],
    ...(source === undefined ? ["", "", ""] : [fileOf(source, options), `${source.line}`, `${source.column}`]),
    ...[message, fix, flag(finding.replaces), flag(finding.baseline)],
    ...(exemption === undefined ? ["", "", ""] : [exemption.expires, exemption.reason, exemption.owner]),
    ...[printable(urn), fingerprint, ""],
  ];
}

/** Its section stands for the status. */
function rowOfSection(row: SectionRow, section: string, { stack }: Report): string[] {
  const { id, urn, path = "", message, fix = "", monthly } = row;
  return [
    ...[printable(`${stack.project}/${stack.stack}`), id, "note", "", section],
    ...[urn === undefined ? "" : resourceWords(urn), printable(path), "", "", "", message, fix, "", "", "", "", ""],
    ...[printable(urn ?? ""), rowFingerprint(row), monthly == null ? "" : String(monthly)],
  ];
}

const flag = (value: boolean | undefined) => (value === true ? "yes" : "");

/** A spreadsheet runs what begins like a formula, and names come from elsewhere: an apostrophe makes it a text. */
function cell(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
