import { costLine } from "../cost/cost-line";
import { usd } from "../cost/money";
import { blocks, type Evaluation, type Finding } from "../findings/finding";
import { statusWordOf } from "../findings/status-words";
import type { Change } from "../view/change";
import { fileOf } from "./finding-words";
import { fixWords } from "./fix-words";
import { frameworkReport, unverifiedWords } from "./framework";
import type { Report, ReportFormat, ReportOptions } from "./report";
import { hasMoney, type ReportSection } from "./section";
import { resourceWords, summaryOf } from "./table";

/** GitHub refuses a comment of more than 65,536 characters: what is left out is counted. */
const mostRows = 100;

/** A comment for a pull request: first what is lost, then what is wrong and what it costs. */
export const formatReports: ReportFormat = (reports, options = {}) =>
  `${[...reports].map((report) => sectionOf(report, options)).join("\n\n")}\n`;

function sectionOf(report: Report, options: ReportOptions): string {
  const { stack, evaluation, cost } = report;
  const { findings, notices } = evaluation;
  const exempt = findings.filter(({ status }) => status === "exempt");
  const carried = findings.filter(({ baseline, status }) => baseline === true && status !== "exempt");
  const rest = findings.filter((finding) => finding.status !== "exempt" && finding.baseline !== true);
  const open = rest.filter((finding) => finding.status === "violation" || blocks(finding));
  const unjudged = rest.filter((finding) => !open.includes(finding));
  const line = costLine(cost);
  return [
    `## ${passes(evaluation) ? "✅" : "❌"} ${escaped(`${stack.project}/${stack.stack}`)}: ${escaped(summaryOf(evaluation))}`,
    ...changesSection(stack.changes ?? []),
    ...(open.length === 0 ? [] : ["### Violations", findingsTable(open, options)]),
    ...notices.map(({ level, message }) => `> **${level}:** ${escaped(message)}`),
    ...(line === undefined ? [] : [escaped(capital(line))]),
    ...frameworkSection(report),
    ...(report.sections ?? []).flatMap(sectionParts),
    ...(unjudged.length === 0 ? [] : [details(`${unjudged.length} not decided`, findingsTable(unjudged, options))]),
    ...(carried.length === 0 && (evaluation.mended ?? []).length === 0
      ? []
      : [baselineDetails(evaluation, carried, options)]),
    ...(exempt.length === 0 ? [] : [details(`${exempt.length} exempt`, exemptTable(exempt))]),
  ].join("\n\n");
}

function passes({ findings, notices }: Evaluation): boolean {
  return !findings.some(blocks) && notices.every(({ level }) => level !== "error");
}

/** What an operation destroys, with what holds data first. */
function changesSection(changes: readonly Change[]): readonly string[] {
  const lost = changes.filter(({ action }) => action === "delete" || action === "replace");
  if (lost.length === 0) return [];
  const holdsData = ({ before }: Change) => before?.kind?.holdsData === true;
  const rows = [...lost.filter(holdsData), ...lost.filter((change) => !holdsData(change))].map((change) => [
    change.action === "delete" ? "**deleted**" : "**replaced**",
    code(resourceWords(change.urn)),
    holdsData(change) ? "⚠️ holds data" : "",
    change.replacedBy.map(code).join(", "),
  ]);
  return [
    `### Destroys ${lost.length === 1 ? "1 resource" : `${lost.length} resources`}`,
    table(["", "resource", "", "because of"], rows),
  ];
}

function findingsTable(findings: readonly Finding[], options: ReportOptions): string {
  const sorted = [...findings].sort((one, other) => Number(blocks(other)) - Number(blocks(one)));
  const rows = sorted.map((finding) => {
    const { rule, severity, urn, path, message, source } = finding;
    const word = finding.reportOnly === true ? "would block" : (statusWordOf(finding) ?? finding.level);
    const place = source === undefined ? "" : ` ${code(`${fileOf(source, options)}:${source.line}`)}`;
    return [
      blocks(finding) ? `**${word}**` : word,
      severity,
      code(rule),
      `${code(resourceWords(urn))}${place}`,
      `${path === undefined ? "" : `${code(path)}: `}${escaped(message)}<br>Fix: ${escaped(fixWords(finding))}`,
    ];
  });
  return table(["", "severity", "rule", "resource", "finding"], rows);
}

function exemptTable(findings: readonly Finding[]): string {
  const rows = findings.map(({ rule, urn, exemption }) => [
    code(rule),
    code(resourceWords(urn)),
    escaped(exemption?.reason ?? ""),
    escaped(exemption?.owner ?? ""),
    escaped(exemption?.expires ?? ""),
  ]);
  return table(["rule", "resource", "reason", "owner", "until"], rows);
}

function baselineDetails({ mended = [] }: Evaluation, carried: readonly Finding[], options: ReportOptions): string {
  const fixed = mended.map(({ rule, urn }) => [code(rule), code(resourceWords(urn))]);
  return details(
    `${carried.length} carried from the baseline, ${mended.length} mended`,
    [
      ...(carried.length === 0 ? [] : [findingsTable(carried, options)]),
      ...(mended.length === 0 ? [] : ["Mended:", table(["rule", "resource"], fixed)]),
    ].join("\n\n"),
  );
}

function frameworkSection(report: Report): readonly string[] {
  if (report.framework === undefined) return [];
  const { name, controls, unverified } = frameworkReport(report, report.framework);
  const rows = controls.map(({ id, title = "", state, rules }) => [
    escaped(id),
    escaped(title),
    state === "violated" ? `**${state}**` : state,
    rules.map((rule) => code(rule.id)).join(", "),
  ]);
  return [
    `### ${escaped(name)}`,
    table(["control", "about", "", "rules"], rows),
    ...(unverified.length === 0 ? [] : [escaped(capital(unverifiedWords(unverified)))]),
  ];
}

function sectionParts(section: ReportSection): readonly string[] {
  const withMoney = hasMoney(section);
  const rows = section.rows.map(({ id, urn, path, message, fix, monthly }) => [
    code(id),
    urn === undefined ? "" : code(resourceWords(urn)),
    ...(withMoney ? [monthly == null ? "-" : escaped(usd(monthly))] : []),
    `${path === undefined ? "" : `${code(path)}: `}${escaped(message)}${fix === undefined ? "" : `<br>Fix: ${escaped(fix)}`}`,
  ]);
  const title = `### ${escaped(section.title)}: ${escaped(section.summary)}`;
  if (rows.length === 0) return [title];
  return [title, table(["", "resource", ...(withMoney ? ["USD per month"] : []), "about"], rows)];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const more = rows.length > mostRows ? [`\n… and ${rows.length - mostRows} more`] : [];
  return [row(head), row(head.map(() => "---")), ...rows.slice(0, mostRows).map(row), ...more].join("\n");
}

const details = (summary: string, content: string) =>
  `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;

/** Text that is only text: names of resources and reasons come from elsewhere. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\r\n]+/g, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll(/[\\`*_[\]#|~@]/g, (character) => `&#${character.codePointAt(0)};`);
}

/** HTML's own element: a backtick in a name does not end it, and a pipe does not end the cell. */
const code = (text: string) => `<code>${escaped(text)}</code>`;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
