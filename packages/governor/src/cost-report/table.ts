import type { CostDiff } from "../cost/diff";
import { usd } from "../cost/money";
import type { Monthly } from "../cost/price";
import { someOf } from "../cost/some-of";
import { printable } from "../reports/printable";
import { nameOf } from "../view/urn";
import type { CostReport, CostRow } from "./cost-report";
import {
  basisWords,
  budgetWords,
  catalogueWords,
  changeWords,
  countWords,
  differenceWords,
  exemptionWords,
  hourlyWords,
  isFree,
  isFreeChange,
  monthlyWords,
  rangeWords,
  rowWords,
  shareWords,
  sideWords,
  sourceWords,
  unpricedWords,
} from "./words";

/** Writes a report for a person at a terminal. */
export function costTable(report: CostReport): string {
  const { stack, estimate, change, whatIfs } = report;
  const free = report.rows.filter(isFree);
  return [
    `${stack.project}/${stack.stack}: ${countWords(report)}`,
    "",
    ...aligned([
      ["resource", "size", "region", "low", "expected", "high", "an hour", "confidence", "as of", "basis"],
      ...rowsByComponent(report.rows.filter((row) => !isFree(row))),
      [],
      sumRow("fixed", estimate.fixed),
      sumRow("usage (assumed)", estimate.usage),
      sumRow("total a month", estimate.total),
    ]),
    ...section("free", free.length === 0 ? [] : [someOf(free.map(rowWords))]),
    ...section(
      "not priced",
      estimate.unpriced.map(({ kind, urn, reason }) => `${kind} ${nameOf(urn)}: ${reason}`),
    ),
    ...section("budget", [...budgetWords(report), ...exemptionWords(report)]),
    ...(change === undefined ? [] : section(`this change, since ${change.since}`, diffLines(change))),
    ...whatIfs.flatMap((diff) => section(`what if ${diff.words}`, diffLines(diff))),
    ...section("assumed usage", report.assumptions),
    ...section("worth knowing", report.traps),
    ...section("notice", report.notices),
    "",
    catalogueWords(report),
  ].join("\n");
}

/** The rows under a line for each component. */
function rowsByComponent(rows: readonly CostRow[]): readonly (readonly string[])[] {
  let group: string | undefined;
  return rows.flatMap((row) => {
    const name = row.name === "" ? "once per team" : row.component;
    const heading = name === group || name === undefined ? [] : [[`${name}:`]];
    group = name;
    const indent = name === undefined ? "" : "  ";
    return [...heading, [`${indent}${rowWords(row)}`, ...cellsOf(row)]];
  });
}

function cellsOf(row: CostRow): readonly string[] {
  const { price } = row.entry;
  const mark = row.entry.charge === "usage" ? "usage: " : "";
  return [
    row.size ?? "",
    row.region ?? "",
    ...monthlyWords(price),
    hourlyWords(row),
    ...sourceWords(price),
    `${mark}${basisWords(price)}`,
  ];
}

function sumRow(name: string, { low, expected, high }: Monthly): readonly string[] {
  return [name, "", "", usd(low), usd(expected), usd(high)];
}

function diffLines({
  changes,
  unchanged,
  before,
  after,
  difference,
  unpriced,
  incomplete,
}: CostDiff): readonly string[] {
  const { expected } = difference;
  const free = changes.filter(isFreeChange).length;
  const share = shareWords(expected, before.expected);
  return [
    `${differenceWords(expected)} a month${share === "" ? "" : ` (${share})`}: ${rangeWords(before)} before, ${rangeWords(after)} after${unpricedWords(unpriced)}`,
    ...aligned([
      ...changes.flatMap((one) => {
        if (isFreeChange(one)) return [];
        const by = one.difference?.expected;
        const from = one.before?.state === "priced" ? one.before.monthly.expected : 0;
        return [
          [
            `  ${one.action}`,
            changeWords(one),
            [sideWords(one.before), sideWords(one.after)].filter((side) => side !== "").join(" -> "),
            by === undefined ? "-" : differenceWords(by),
            by === undefined || one.action !== "changed" ? "" : shareWords(by, from),
          ],
        ];
      }),
      ...(free === 0 ? [] : [["  free", `${free} more`, "free", "", ""]]),
      ["  same", `${unchanged.count} unchanged`, rangeWords(unchanged.monthly), "", ""],
    ]),
    ...(incomplete ? ["  resources that this operation leaves unchanged are missing on both sides"] : []),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${printable(line)}`)];
}

const toTheRight: ReadonlySet<number> = new Set([3, 4, 5, 6]);

/** Cells in columns; numbers stand to the right in the main table. A line of a single cell widens no column. */
function aligned(cells: readonly (readonly string[])[]): readonly string[] {
  const rows = cells.map((row) => row.map(printable));
  const full = rows.filter(({ length }) => length > 1);
  const columns = full.reduce((most, { length }) => Math.max(most, length), 0);
  const widths = Array.from({ length: columns }, (_, index) =>
    full.reduce((widest, row) => Math.max(widest, row[index]?.length ?? 0), 0),
  );
  const isMain = columns > 6;
  return rows.map((row) =>
    row
      .map((cell, index) =>
        isMain && toTheRight.has(index) ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0),
      )
      .join("  ")
      .trimEnd(),
  );
}
