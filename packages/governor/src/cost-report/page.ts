import type { CostDiff } from "../cost/diff";
import type { CostEntry } from "../cost/estimate";
import { usd } from "../cost/money";
import type { Monthly } from "../cost/price";
import { someOf } from "../cost/some-of";
import { blocks } from "../findings/finding";
import { type Difference, differenceBars } from "../reports/html/bars";
import { charts } from "../reports/html/charts";
import { htmlDocument, sentence, tile, verdict } from "../reports/html/document";
import { html, type Markup } from "../reports/html/markup";
import { costScript } from "../reports/html/scripts.generated";
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

/** Writes a report as one page that needs nothing besides itself. */
export function costPage(report: CostReport): string {
  const { stack, estimate, change, whatIfs, notices } = report;
  const name = `${stack.project}/${stack.stack}`;
  const free = report.rows.filter(isFree);
  return htmlDocument({
    title: `${name} · monthly cost`,
    main: html`<section class="report" aria-label="${name}">
${verdict(!isBlocked(report), html`<h1>${name}</h1><p>${sentence(standing(report))}</p>`)}
${tiles(report)}
<dl class="facts"><div><dt>Counted</dt><dd>${sentence(countWords(report))}</dd></div><div><dt>Prices</dt><dd>${sentence(catalogueWords(report))}</dd></div></dl>
<nav aria-label="Parts of ${name}">${change === undefined ? "" : html`<a href="#change">This change</a>`}<a href="#cost">Monthly cost</a><a href="#numbers">All numbers</a></nav>
${notices.map((notice) => html`<p class="notice"><b>notice</b> ${notice}</p>`)}
${change === undefined ? "" : differenceSection("change", `This change, since ${change.since}`, change)}
${whatIfs.map((diff, index) => differenceSection(`what-if-${index + 1}`, `What if ${diff.words}`, diff))}
${section("cost", "Monthly cost", charts({ stack, cost: estimate, budgets: report.budgets, componentOf: componentsOf(report) }))}
${section("numbers", "All numbers", html`${numbers(report)}${listed("Free", free.length === 0 ? [] : [someOf(free.map(rowWords))])}`)}
${notPriced(report)}
${knowledge(report)}
</section>`,
    script: costScript,
  });
}

function isBlocked({ findings }: CostReport): boolean {
  return findings.some(blocks);
}

/** How the cost stands to the budgets. */
function standing(report: CostReport): string {
  const { budgets, estimate } = report;
  if (budgets.length === 0) return "no budget is set";
  const words = budgetWords(report);
  const [worst, ...others] = budgets.flatMap(({ remaining }, index) => (remaining < 0 ? (words[index] ?? []) : []));
  if (worst !== undefined) {
    const more = others.length === 0 ? "" : `; ${others.length} more ${others.length === 1 ? "is" : "are"} exceeded`;
    return `over the budget${allowance(report)}: ${worst}${more}`;
  }
  const { length } = estimate.unpriced;
  return length === 0
    ? "within the budget"
    : `within the budget as far as prices are known: ${length} ${length === 1 ? "resource is" : "resources are"} not priced`;
}

/** Why a budget that is exceeded blocks nothing. */
function allowance(report: CostReport): string {
  if (isBlocked(report)) return "";
  const isExempt = report.findings.some(({ status }) => status === "exempt");
  return isExempt ? ", which an exemption allows" : ", which blocks nothing";
}

function tiles({ estimate: { total, fixed, usage }, counts, budgets, change }: CostReport): Markup {
  const used = budgets.find(({ path }) => path === "cost_limit_monthly");
  const share = used === undefined ? undefined : Math.round((used.estimate.total.expected / used.limit) * 100);
  return html`<ul class="tiles">
${tile(usd(total.expected), "a month, expected")}
${tile(usd(total.low), "at the least")}
${tile(usd(total.high), "at the most")}
${share === undefined ? tile(usd(fixed.expected), "fixed") : tile(`${share} %`, `of ${usd(used?.limit ?? 0)}`, share > 100 ? "bad" : "")}
${tile(usd(usage.expected), "assumed usage")}
${tile(counts.unpriced, "not priced")}
${change === undefined ? "" : tile(differenceWords(change.difference.expected), "by this change")}
</ul>`;
}

function section(id: string, title: string, content: Markup): Markup {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${content}</section>`;
}

function differenceSection(id: string, title: string, diff: CostDiff): Markup {
  const { changes, unchanged, before, after, difference, unpriced, incomplete } = diff;
  const share = shareWords(difference.expected, before.expected);
  const bars = changes.filter((one) => !isFreeChange(one)).map(differenceOf);
  const free = changes.length - bars.length;
  return section(
    id,
    title,
    html`<p><b>${differenceWords(difference.expected)} a month</b>${share === "" ? "" : ` (${share})`}: ${rangeWords(before)} before, ${rangeWords(after)} after${unpricedWords(unpriced)}.</p>
${bars.length === 0 ? "" : differenceBars(bars, title)}
<p class="note">${free === 0 ? "" : `${free} ${free === 1 ? "change is" : "changes are"} free of charge. `}${unchanged.count} unchanged, ${rangeWords(unchanged.monthly)}.${incomplete ? " Resources that this operation leaves unchanged are missing on both sides." : ""}</p>`,
  );
}

function differenceOf(change: CostDiff["changes"][number]): Difference {
  const { action, before, after, difference } = change;
  const sides = [sideWords(before), sideWords(after)].filter((side) => side !== "").join(" → ");
  const amount = difference?.expected;
  return {
    name: changeWords(change),
    amount,
    words: amount === undefined ? "-" : differenceWords(amount),
    basis: `${action}: ${sides}`,
  };
}

function componentsOf({ rows }: CostReport): (entry: CostEntry) => string {
  const names = new Map(rows.map((row) => [row.entry, groupOf(row)]));
  return (entry) => names.get(entry) ?? "";
}

function groupOf({ name, component }: CostRow): string {
  return name === "" ? "once per team" : (component ?? "outside components");
}

const columns = ["size", "region", "low", "expected", "high", "an hour", "confidence", "as of", "basis"];

/** Each resource under its component, with everything that is known of its price. */
function numbers({ rows, estimate: { fixed, usage, total } }: CostReport): Markup {
  const priced = rows.filter((row) => !isFree(row));
  const sum = (name: string, { low, expected, high }: Monthly) =>
    html`<tr><th scope="row" colspan="3">${name}</th>${[low, expected, high].map((value) => html`<td class="number">${usd(value)}</td>`)}<td colspan="${columns.length - 5}"></td></tr>`;
  let group = "";
  const lines = priced.map((row) => {
    const name = groupOf(row);
    const heading =
      name === group ? "" : html`<tr><th scope="rowgroup" colspan="${columns.length + 1}">${name}</th></tr>`;
    group = name;
    return html`${heading}${lineOf(row)}`;
  });
  return html`<details class="more"><summary>${priced.length} with a price or without a known one</summary><div class="scroll" role="group" tabindex="0" aria-label="All numbers"><table class="numbers"><thead><tr><th scope="col">resource</th>${columns.map((one) => html`<th scope="col" class="${isNumber(one) ? "number" : ""}">${one}</th>`)}</tr></thead><tbody>${lines}</tbody><tfoot>${sum("fixed", fixed)}${sum("usage (assumed)", usage)}${sum("total a month", total)}</tfoot></table></div></details>`;
}

function isNumber(column: string): boolean {
  return ["low", "expected", "high", "an hour"].includes(column);
}

function lineOf(row: CostRow): Markup {
  const { price, charge } = row.entry;
  const cells: readonly string[] = [
    row.size ?? "",
    row.region ?? "",
    ...monthlyWords(price),
    hourlyWords(row),
    ...sourceWords(price),
    `${charge === "usage" ? "usage: " : ""}${basisWords(price)}`,
  ];
  return html`<tr><th scope="row">${rowWords(row)}</th>${cells.map((cell, index) => html`<td class="${isNumber(columns[index] ?? "") ? "number" : ""}">${cell}</td>`)}</tr>`;
}

function notPriced({ estimate: { unpriced } }: CostReport): Markup {
  if (unpriced.length === 0) return html``;
  const words = unpriced.map(({ kind, urn, reason }) => html`<li><b>${kind} ${nameOf(urn)}</b>: ${reason}</li>`);
  return section("not-priced", "Not priced", html`<ul class="plain">${words}</ul>`);
}

/** What the numbers rest on, and what surprises people on the bill. */
function knowledge(report: CostReport): Markup {
  const parts = [
    listed("Exemptions", exemptionWords(report)),
    listed("Assumed usage", report.assumptions),
    listed("Worth knowing", report.traps),
  ];
  return parts.every(({ text }) => text === "")
    ? html``
    : section("knowledge", "What the numbers rest on", html`${parts}`);
}

function listed(title: string, lines: readonly string[]): Markup {
  return lines.length === 0
    ? html``
    : html`<h3>${title}</h3><ul class="plain">${lines.map((one) => html`<li>${one}</li>`)}</ul>`;
}
