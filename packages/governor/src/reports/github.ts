import { blocks, type Finding } from "../findings/finding";
import { statusWordOf } from "../findings/status-words";
import { fileOf, toleratedWords } from "./finding-words";
import { fixWords } from "./fix-words";
import type { ReportFormat, ReportOptions } from "./report";
import { rowWords, type SectionRow, sectionRows } from "./section";
import { resourceWords, summaryOf } from "./table";

/** Workflow commands of GitHub Actions, which annotate the lines of a pull request. */
export const formatReports: ReportFormat = (reports, options = {}) => {
  const lines: string[] = [];
  for (const report of reports) {
    const { evaluation, stack } = report;
    lines.push(...evaluation.findings.map((finding) => annotation(finding, options)));
    for (const { level, message } of evaluation.notices) lines.push(command(level, { title: "governor" }, message));
    lines.push(...sectionRows(report).map(([row]) => note(row)));
    lines.push(`${stack.project}/${stack.stack}: ${summaryOf(evaluation)}`);
  }
  return `${lines.join("\n")}\n`;
};

function annotation(finding: Finding, options: ReportOptions): string {
  const { rule, urn, path, message, source } = finding;
  const why = toleratedWords(finding) ?? (finding.status === "violation" ? undefined : statusWordOf(finding));
  const level = blocks(finding) ? "error" : why === undefined ? "warning" : "notice";
  const place: Readonly<Record<string, string>> =
    source === undefined ? {} : { file: fileOf(source, options), line: `${source.line}`, col: `${source.column}` };
  return command(
    level,
    { ...place, title: `${rule}: ${resourceWords(urn)}` },
    [
      `${path === undefined ? "" : `${path}: `}${message}`,
      ...(why === undefined ? [] : [why]),
      // Nobody needs to do what an exemption allows to leave.
      ...(finding.status === "exempt" ? [] : [`fix: ${fixWords(finding)}`]),
    ].join("\n"),
  );
}

function note(row: SectionRow): string {
  const title = row.urn === undefined ? row.id : `${row.id}: ${resourceWords(row.urn)}`;
  return command(
    "notice",
    { title },
    [rowWords(row), ...(row.fix === undefined ? [] : [`fix: ${row.fix}`])].join("\n"),
  );
}

function command(level: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${level} ${list.join(",")}::${data(message)}`;
}

/** What stands in a message must neither end the line nor begin another command. */
const data = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");

const property = (text: string) => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
