import { costLine } from "../cost/cost-line";
import { usd } from "../cost/money";
import { columns } from "./columns";
import { counted } from "./counted";
import { type Counts, countsOf, sumOfCounts } from "./counts";
import { formatFramework, frameworkReport } from "./framework";
import { printable } from "./printable";
import type { Report, ReportFormat } from "./report";
import { hasMoney, type ReportSection, rowsById, rowWords, type SectionRow } from "./section";
import { formatFindings, resourceWords } from "./table";

/** The report for a person at a terminal: findings and cost of one stack, or a line for each of many. */
export const formatReports: ReportFormat = (reports, { color = false, isFleet = false } = {}) =>
  isFleet ? fleet(reports) : [...reports].map((report) => single(report, color)).join("\n");

function single(report: Report, color: boolean): string {
  const { evaluation, cost, stack, framework, sections = [] } = report;
  const parts = [
    ...(framework === undefined ? [] : [[formatFramework(frameworkReport(report, framework))]]),
    ...sections.map(sectionLines),
  ];
  const lines = [
    formatFindings(evaluation, { color }),
    ...(evaluation.mended === undefined ? [] : [baselineLine(evaluation)]),
    costLine(cost),
    ...parts.flatMap((part) => ["", ...part]),
    ...(parts.length === 0 ? [] : [""]),
    `${stack.extent === "account" ? "audited" : "checked"} ${stack.project}/${stack.stack}: ${counted(countsOf(evaluation, stack).resources, "resource")}`,
  ];
  return `${lines.filter((line) => line !== undefined).join("\n")}\n`;
}

/** What it comes to, then the rows, under what they are and what to do about it. */
function sectionLines(section: ReportSection): readonly string[] {
  const withMoney = hasMoney(section);
  const groups = [...rowsById(section)].flatMap(([id, rows]) => {
    const fix = rows[0]?.fix;
    const cells = rows.map((row) => [
      ...(withMoney ? [moneyOf(row).padStart(7)] : []),
      ...(row.urn === undefined ? [] : [resourceWords(row.urn)]),
      printable(rowWords(row)),
    ]);
    return [
      `  ${printable(id)}${fix === undefined ? "" : ` (fix: ${printable(fix)})`}`,
      ...columns(cells).map((line) => `    ${line}`),
    ];
  });
  return [`${section.title}: ${printable(section.summary)}`, ...groups];
}

/** A dash for a price that is not known. */
const moneyOf = ({ monthly }: SectionRow) => (monthly === undefined ? "" : monthly === null ? "-" : usd(monthly));

/** `baseline: 12 violations carried, 3 mended` */
function baselineLine({ findings, mended = [] }: Report["evaluation"]): string {
  const carried = findings.filter(({ baseline }) => baseline === true).length;
  return `baseline: ${counted(carried, "violation")} carried, ${mended.length} mended`;
}

function fleet(reports: Iterable<Report>): string {
  const all: Counts[] = [];
  const costs: number[] = [];
  const extents = new Set<string>();
  const summaries: string[] = [];
  const rows = [...reports].map((report) => {
    const { stack, evaluation, cost, sections = [] } = report;
    extents.add(stack.extent);
    for (const { title, summary } of sections)
      summaries.push(`${stack.project}/${stack.stack}: ${title}: ${printable(summary)}`);
    const counts = countsOf(evaluation, stack);
    all.push(counts);
    costs.push(cost.total.expected);
    return rowOf(`${stack.project}/${stack.stack}`, counts, cost.total.expected);
  });
  const noun = extents.has("account") ? "account" : "stack";
  const total = rowOf(
    counted(rows.length, noun),
    sumOfCounts(all),
    costs.reduce((sum, one) => sum + one, 0),
  );
  const head = [noun, "resources", "mandatory", "violations", "undecided", "exempt", "USD per month"];
  return `${[...columns([head, ...rows, total]), ...summaries].join("\n")}\n`;
}

function rowOf(name: string, counts: Counts, monthly: number): readonly string[] {
  const { resources, mandatory, violations, undecided, exempt } = counts;
  return [name, ...[resources, mandatory, violations, undecided, exempt].map(String), usd(monthly)];
}
