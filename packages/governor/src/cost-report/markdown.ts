import type { CostChange, CostDiff } from "../cost/diff";
import { usd } from "../cost/money";
import type { Monthly } from "../cost/price";
import { someOf } from "../cost/some-of";
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

/** Writes a report as a comment on a pull request: what changes first, the whole folded. */
export function costMarkdown(report: CostReport): string {
  const { stack, estimate, change, whatIfs } = report;
  const free = report.rows.filter(isFree);
  return [
    `### ${escaped(`${stack.project}/${stack.stack}`)}: ${rangeWords(estimate.total)} a month`,
    "",
    escaped(countWords(report)),
    ...list(budgetWords(report)),
    ...list(exemptionWords(report)),
    ...(change === undefined
      ? []
      : ["", `**This change** since ${escaped(change.since)}: ${summary(change)}`, "", ...diffTable(change)]),
    ...whatIfs.flatMap((diff) => ["", `**What if ${escaped(diff.words)}**: ${summary(diff)}`, "", ...diffTable(diff)]),
    "",
    "<details><summary>By resource</summary>",
    "",
    "| component | resource | size | region | low | expected | high | confidence | as of | basis |",
    "| --- | --- | --- | --- | ---: | ---: | ---: | --- | --- | --- |",
    ...report.rows.filter((row) => !isFree(row)).map(rowLine),
    sumLine("fixed", estimate.fixed),
    sumLine("usage (assumed)", estimate.usage),
    sumLine("**total**", estimate.total),
    "",
    "</details>",
    ...titled("Free", free.length === 0 ? [] : [someOf(free.map(rowWords))]),
    ...titled(
      "Not priced",
      estimate.unpriced.map(({ kind, urn, reason }) => `${kind} ${nameOf(urn)}: ${reason}`),
    ),
    ...titled("Assumed usage", report.assumptions),
    ...titled("Worth knowing", report.traps),
    ...titled("Notice", report.notices),
    "",
    `<sub>${escaped(catalogueWords(report))}</sub>`,
    "",
  ].join("\n");
}

function summary({ difference, before, after, unpriced }: CostDiff): string {
  const share = shareWords(difference.expected, before.expected);
  return `${differenceWords(difference.expected)} a month${share === "" ? "" : ` (${share})`}, ${rangeWords(before)} before, ${rangeWords(after)} after${unpricedWords(unpriced)}`;
}

function diffTable({ changes, unchanged, incomplete }: CostDiff): readonly string[] {
  const free = changes.filter(isFreeChange).length;
  return [
    "| | resource | before | after | difference |",
    "| --- | --- | ---: | ---: | ---: |",
    ...changes
      .filter((one) => !isFreeChange(one))
      .map((one) =>
        line([one.action, changeWords(one), sideWords(one.before), sideWords(one.after), differenceCell(one)]),
      ),
    ...(free === 0 ? [] : [line(["free", `${free} more`, "free", "free", ""])]),
    line(["same", `${unchanged.count} unchanged`, rangeWords(unchanged.monthly), rangeWords(unchanged.monthly), ""]),
    ...(incomplete ? ["", "Resources that this operation leaves unchanged are missing on both sides."] : []),
  ];
}

function differenceCell({ action, before, difference }: CostChange): string {
  if (difference === undefined) return "-";
  const share = before?.state === "priced" ? shareWords(difference.expected, before.monthly.expected) : "";
  return `${differenceWords(difference.expected)}${action !== "changed" || share === "" ? "" : ` (${share})`}`;
}

function rowLine(row: CostRow): string {
  const { price } = row.entry;
  const component = row.name === "" ? "once per team" : (row.component ?? "");
  return line([
    component,
    rowWords(row),
    row.size ?? "",
    row.region ?? "",
    ...monthlyWords(price),
    ...sourceWords(price),
    basisWords(price),
  ]);
}

function sumLine(name: string, { low, expected, high }: Monthly): string {
  return `| | ${name} | | | ${usd(low)} | ${usd(expected)} | ${usd(high)} | | | |`;
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", `**${title}**`, ...list(lines)];
}

function list(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ["", ...lines.map((one) => `- ${escaped(one)}`)];
}

function line(cells: readonly string[]): string {
  return `| ${cells.map(escaped).join(" | ")} |`;
}

/** What the words of a program would mean in Markdown or HTML is taken from them. */
function escaped(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, " ")
    .replaceAll(/[\\`*_{}[\]<>#|~&@!]/g, (character) => `&#${character.charCodeAt(0)};`);
}
