import { costLine } from "../cost/cost-line";
import { usd } from "../cost/money";
import { type Counts, countsOf, sumOfCounts } from "./counts";
import { formatFramework, frameworkReport } from "./framework";
import type { Report, ReportFormat } from "./report";
import { formatFindings } from "./table";

/** The report for a person at a terminal: findings and cost of one stack, or a line for each of many. */
export const formatReports: ReportFormat = (reports, { color = false, isFleet = false } = {}) =>
  isFleet ? fleet(reports) : [...reports].map((report) => single(report, color)).join("\n");

function single(report: Report, color: boolean): string {
  const { evaluation, cost, stack, framework } = report;
  const lines = [
    formatFindings(evaluation, { color }),
    ...(evaluation.mended === undefined ? [] : [baselineLine(evaluation)]),
    costLine(cost),
    ...(framework === undefined ? [] : ["", formatFramework(frameworkReport(report, framework)), ""]),
    `checked ${stack.project}/${stack.stack}: ${counted(countsOf(evaluation, stack).resources, "resource")}`,
  ];
  return `${lines.filter((line) => line !== undefined).join("\n")}\n`;
}

/** `baseline: 12 violations carried, 3 mended` */
function baselineLine({ findings, mended = [] }: Report["evaluation"]): string {
  const carried = findings.filter(({ baseline }) => baseline === true).length;
  return `baseline: ${counted(carried, "violation")} carried, ${mended.length} mended`;
}

function fleet(reports: Iterable<Report>): string {
  const all: Counts[] = [];
  const costs: number[] = [];
  const rows = [...reports].map((report) => {
    const { stack, evaluation, cost } = report;
    const counts = countsOf(evaluation, stack);
    all.push(counts);
    costs.push(cost.total.expected);
    return rowOf(`${stack.project}/${stack.stack}`, counts, cost.total.expected);
  });
  const total = rowOf(
    counted(rows.length, "stack"),
    sumOfCounts(all),
    costs.reduce((sum, one) => sum + one, 0),
  );
  const head = ["stack", "resources", "mandatory", "violations", "undecided", "exempt", "USD per month"];
  return `${columns([head, ...rows, total]).join("\n")}\n`;
}

function rowOf(name: string, counts: Counts, monthly: number): readonly string[] {
  const { resources, mandatory, violations, undecided, exempt } = counts;
  return [name, ...[resources, mandatory, violations, undecided, exempt].map(String), usd(monthly)];
}

function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => rows.reduce((most, row) => Math.max(most, row[at]?.length ?? 0), 0));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;
