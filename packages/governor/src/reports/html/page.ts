import { costLine } from "../../cost/cost-line";
import { usd } from "../../cost/money";
import type { Finding } from "../../findings/finding";
import { budgetStates } from "../../rules/governance/budgets";
import { shownEnvironment } from "../../settings/shown";
import type { Change } from "../../view/change";
import type { StackView } from "../../view/stack";
import { counted } from "../counted";
import { type Counts, countsOf, sumOfCounts } from "../counts";
import { frameworkReport, unverifiedWords } from "../framework";
import type { Report, ReportFormat, ReportOptions } from "../report";
import { hasMoney, type ReportSection, rowsById } from "../section";
import { resourceWords, summaryOf } from "../table";
import { changesSection, done, holdsData, lostIn } from "./changes";
import { charts } from "./charts";
import { htmlDocument, sentence, tile, verdict as verdictMark } from "./document";
import { drawing } from "./drawing";
import { findingGroups, severitiesFirst } from "./findings";
import { graphOf, type Known } from "./graph";
import { embeddedJson, html, type Markup } from "./markup";
import { checkScript } from "./scripts.generated";
import { standingOf, wordOf } from "./standing";

/** So many stacks are drawn; those of a larger fleet are not. */
const mostDrawn = 50;

/** One page that needs nothing besides itself. */
export const formatReports: ReportFormat = (reports, options = {}) => {
  const { isFleet = false } = options;
  const written: Written[] = [];
  for (const report of reports)
    written.push(sectionOf(report, `stack-${written.length + 1}`, written.length < mostDrawn, options));
  const words = new Set(written.flatMap((one) => [...one.words]));
  const title = isFleet || written.length !== 1 ? countWords(written) : (written[0]?.name ?? "");
  return htmlDocument({
    title,
    main: html`${isFleet ? fleetIndex(written) : ""}
${isFleet ? toolbar(words) : ""}
${written.map(({ section, name, id, verdict }) =>
  isFleet
    ? html`<details class="stack" id="${id}"><summary><h2>${name}</h2> <span>${verdict}</span></summary>${section}</details>`
    : section,
)}`,
    data: embeddedJson(Object.fromEntries(written.map(({ id, facts }) => [id, facts]))),
    script: checkScript,
  });
};

/** The part of a page that is about one stack, and what the page says of it elsewhere. */
interface Written {
  readonly id: string;
  readonly name: string;
  readonly extent: StackView["extent"];
  readonly verdict: string;
  readonly passes: boolean;
  readonly counts: Counts;
  readonly monthly: number;
  /** What the operation destroys, in words. */
  readonly lost: string;
  /** How its findings stand. */
  readonly words: ReadonlySet<string>;
  /** What the script tells of a resource, by its number. */
  readonly facts: readonly (readonly string[])[];
  readonly section: Markup;
}

function sectionOf(report: Report, id: string, isDrawn: boolean, options: ReportOptions): Written {
  const { isFleet = false } = options;
  const { stack, evaluation, cost, rules } = report;
  const { findings, notices } = evaluation;
  const counts = countsOf(evaluation, stack);
  const verdict = summaryOf(evaluation);
  const passes = counts.mandatory === 0;
  const numbers = new Map(stack.resources.map(({ urn }, index) => [urn, index]));
  const indexOf = (urn: string) => numbers.get(urn) ?? -1;
  const words = new Map<string, string>();
  const wordsOf = (urn: string) => {
    const known = words.get(urn) ?? resourceWords(urn);
    words.set(urn, known);
    return known;
  };
  const context = { rules: new Map(rules.map((rule) => [rule.id, rule])), options, indexOf, wordsOf };
  const exempt = findings.filter(({ status }) => status === "exempt");
  const carried = findings.filter(({ status, baseline }) => status !== "exempt" && baseline === true);
  const open = findings.filter(({ status, baseline }) => status !== "exempt" && baseline !== true);
  const name = `${stack.project}/${stack.stack}`;
  const section = html`<section class="report" aria-label="${name}" data-stack="${id}">
${verdictMark(passes, html`${isFleet ? "" : html`<h1>${name}</h1>`}<p>${sentence(verdict)}</p>`)}
${tiles({ counts, extent: stack.extent, monthly: cost.total.expected, hasCost: costLine(cost) !== undefined })}
${factsOf(report)}
${notices.map(({ level, message }) => html`<p class="notice ${level}"><b>${level}</b> ${message}</p>`)}
<nav aria-label="Parts of ${name}"><a href="#${id}-findings">Findings</a><a href="#${id}-graph">Resources</a><a href="#${id}-cost">Monthly cost</a>${(report.sections ?? []).map((one) => html`<a href="#${id}-${one.id}">${one.title}</a>`)}${report.framework === undefined ? "" : html`<a href="#${id}-controls">By control</a>`}</nav>
${changesSection(stack.changes, id)}
<section aria-labelledby="${id}-findings"><h2 id="${id}-findings">Findings</h2>
${isFleet || findings.length === 0 ? "" : toolbar(new Set(findings.map(wordOf)))}
${open.length === 0 ? html`<p class="none">Nothing was found.</p>` : findingGroups(open, context)}
${folded("baseline", `${carried.length} carried from the baseline, ${(evaluation.mended ?? []).length} mended`, carried, (evaluation.mended ?? []).length, html`${findingGroups(carried, context)}${mendedList(report)}`)}
${folded("exempt", `${exempt.length} exempt`, exempt, 0, findingGroups(exempt, context))}
</section>
<section aria-labelledby="${id}-graph"><h2 id="${id}-graph">Resources</h2>
${isDrawn ? html`${drawing(graphOf(stack, knownOf(report)), id, indexOf)}<div class="panel" aria-live="polite" hidden></div>` : html`<p class="note">This page has more than ${mostDrawn} stacks, so this one is not drawn: check it alone to see it.</p>`}
</section>
<section aria-labelledby="${id}-cost"><h2 id="${id}-cost">Monthly cost</h2>${charts({ stack, cost, budgets: budgetStates(report.settings, stack) })}</section>
${controls(report, id)}
${(report.sections ?? []).map((section) => sectionPart(section, id, wordsOf))}
</section>`;
  return {
    ...{ id, name, extent: stack.extent, verdict, passes, counts, section },
    monthly: cost.total.expected,
    lost: lostWords(stack.changes ?? []),
    words: new Set(findings.map(wordOf)),
    facts: isDrawn ? resourceFacts(report) : [],
  };
}

function folded(name: string, title: string, findings: readonly Finding[], more: number, content: Markup): Markup {
  return findings.length + more === 0
    ? html``
    : html`<details class="apart ${name}"><summary>${title}</summary>${content}</details>`;
}

function mendedList({ evaluation: { mended = [] } }: Report): Markup {
  if (mended.length === 0) return html``;
  return html`<h3>Mended</h3><ul class="plain">${mended.map(({ rule, urn }) => html`<li><code>${rule}</code> ${resourceWords(urn)}</li>`)}</ul>`;
}

/** What is shown large. */
interface Tiles {
  readonly counts: Counts;
  readonly extent: StackView["extent"];
  readonly monthly: number;
  readonly hasCost: boolean;
}

/** What the number of what is mandatory means: an account has no update that it could block. */
function weightWords(mandatory: number, extent: StackView["extent"]): string {
  if (extent === "account") return "mandatory";
  return mandatory === 1 ? "blocks the update" : "block the update";
}

function tiles({ counts, extent, monthly, hasCost }: Tiles): Markup {
  return html`<ul class="tiles">
${tile(counts.mandatory, weightWords(counts.mandatory, extent), counts.mandatory > 0 ? "bad" : "")}
${tile(counts.violations, counts.violations === 1 ? "violation" : "violations")}
${tile(counts.undecided, "undecided")}
${tile(counts.exempt, "exempt")}
${tile(counts.resources, counts.resources === 1 ? "resource" : "resources")}
${hasCost ? tile(usd(monthly), "a month, expected") : ""}
</ul>`;
}

function factsOf({ settings, origin, evaluation, cost }: Report): Markup {
  const environment = shownEnvironment(settings);
  const { baseline, floor } = settings;
  const facts: readonly (readonly [string, string] | undefined)[] = [
    ["Read from", origin],
    [
      "Environment",
      `${environment ?? "none"}${settings.environment?.production === true && environment !== undefined ? " (production)" : ""}`,
    ],
    ["Settings", settings.origin],
    floor === undefined ? undefined : ["Floor", floor.origin],
    baseline === undefined
      ? undefined
      : ["Baseline", `${baseline.origin}${baseline.date === "" ? "" : ` of ${baseline.date}`}`],
    evaluation.reportOnly === true ? ["Enforcement", "report only: nothing is blocked"] : undefined,
    ["Cost", sentence(costLine(cost)?.replace(/^monthly cost: /, "") ?? "nothing to pay")],
  ];
  return html`<dl class="facts">${facts.map((fact) => (fact === undefined ? "" : html`<div><dt>${fact[0]}</dt><dd>${fact[1]}</dd></div>`))}</dl>`;
}

/** The rows under what they are, each with what to do about it. */
function sectionPart(section: ReportSection, id: string, wordsOf: (urn: string) => string): Markup {
  const withMoney = hasMoney(section);
  const groups = [...rowsById(section)].map(([name, rows]) => {
    const fix = rows[0]?.fix;
    const head = html`<tr><th scope="colgroup" colspan="${withMoney ? 3 : 2}"><code>${name}</code>${fix === undefined ? "" : html` <span class="note">${fix}</span>`}</th></tr>`;
    return html`<tbody>${head}${rows.map(
      ({ urn, path, message, monthly }) =>
        html`<tr><th scope="row">${urn === undefined ? "" : wordsOf(urn)}</th>${withMoney ? html`<td class="number">${monthly == null ? "-" : usd(monthly)}</td>` : ""}<td>${path === undefined ? "" : html`<code>${path}</code> `}${message}</td></tr>`,
    )}</tbody>`;
  });
  const title = `${id}-${section.id}`;
  return html`<section class="part" aria-labelledby="${title}"><h2 id="${title}">${section.title}</h2><p class="note">${sentence(section.summary)}</p>${
    groups.length === 0
      ? ""
      : html`<div class="scroll" role="group" tabindex="0" aria-labelledby="${title}"><table class="numbers"><thead><tr><th scope="col">Resource</th>${withMoney ? html`<th scope="col" class="number">USD a month</th>` : ""}<th scope="col">About</th></tr></thead>${groups}</table></div>`
  }</section>`;
}

function controls(report: Report, id: string): Markup {
  if (report.framework === undefined) return html``;
  const { name, controls: served, unverified } = frameworkReport(report, report.framework);
  const rows = served.map(
    ({ id: control, title = "", state, rules }) =>
      html`<tr><th scope="row">${control}</th><td>${title}</td><td><span class="state ${state.replaceAll(" ", "-")}">${state}</span></td><td>${rules.map((rule, index) => html`${index === 0 ? "" : ", "}<code>${rule.id}</code>`)}</td></tr>`,
  );
  const rest = unverified.length === 0 ? html`` : html`<p class="unverified">${unverifiedWords(unverified)}</p>`;
  return html`<section aria-labelledby="${id}-controls"><h2 id="${id}-controls">${name}, by control</h2><div class="scroll" role="group" tabindex="0" aria-labelledby="${id}-controls"><table><thead><tr><th scope="col">Control</th><th scope="col">About</th><th scope="col">State</th><th scope="col">Rules</th></tr></thead><tbody>${rows}</tbody></table></div>${rest}</section>`;
}

function knownOf({ stack, evaluation }: Report): (urn: string) => Known | undefined {
  const actions = new Map((stack.changes ?? []).map(({ urn, action }) => [urn, action]));
  const found = new Map<string, Finding[]>();
  for (const finding of evaluation.findings) {
    const of = found.get(finding.urn);
    if (of === undefined) found.set(finding.urn, [finding]);
    else of.push(finding);
  }
  return (urn) => {
    const action = actions.get(urn);
    return { standings: (found.get(urn) ?? []).map(standingOf), ...(action === undefined ? {} : { action }) };
  };
}

/** Each resource in words: what it is, what is done to it, where it is registered, what it costs, its URN. */
function resourceFacts({ stack, cost }: Report): readonly (readonly string[])[] {
  const actions = new Map((stack.changes ?? []).map(({ urn, action }) => [urn, action]));
  const prices = new Map(cost.entries.map(({ urn, price }) => [urn, price]));
  return stack.resources.map(({ urn, source }) => {
    const action = actions.get(urn);
    const price = prices.get(urn);
    return [
      resourceWords(urn),
      action === undefined ? "" : done[action],
      source === undefined ? "" : `${source.file}:${source.line}:${source.column}`,
      price === undefined
        ? ""
        : price.state === "priced"
          ? `${usd(price.monthly.expected)} a month: ${price.basis}`
          : price.state === "free"
            ? (price.basis ?? "free of charge")
            : `not priced: ${price.reason}`,
      urn,
    ];
  });
}

function toolbar(words: Iterable<string>): Markup {
  const option = (value: string) => html`<option value="${value}">${value}</option>`;
  return html`<form class="toolbar script-only" role="search" aria-label="Filter findings" hidden>
<div class="field search"><label for="search">Search</label><input type="search" id="search" placeholder="rule, resource, text" autocomplete="off"></div>
<div class="field"><label for="severity">Severity</label><select id="severity"><option value="">all</option>${severitiesFirst.map(option)}</select></div>
<div class="field"><label for="status">Status</label><select id="status"><option value="">all</option>${[...words].map(option)}</select></div>
<div class="field"><label for="grouping">Group by</label><select id="grouping"><option value="rule">rule</option><option value="severity">severity</option><option value="resource">resource</option></select></div>
<button type="reset" id="clear">Clear</button>
<output id="shown" aria-live="polite"></output>
</form>`;
}

/** `2, 1 with data` */
function lostWords(changes: readonly Change[]): string {
  const lost = lostIn(changes);
  const data = lost.filter(holdsData).length;
  return lost.length === 0 ? "" : `${lost.length}${data === 0 ? "" : `, ${data} with data`}`;
}

/** `3 accounts` */
function countWords(written: readonly Written[]): string {
  return counted(written.length, nounOf(written));
}

/** A run is about stacks or about accounts, never both. */
const nounOf = (written: readonly Written[]) => written[0]?.extent ?? "stack";

function fleetVerdict(written: readonly Written[], blocked: number): string {
  if (nounOf(written) === "account")
    return blocked === 0 ? "No mandatory rule is violated." : `${blocked} with mandatory violations.`;
  return blocked === 0 ? "Nothing blocks an update." : `${blocked} ${blocked === 1 ? "is" : "are"} blocked.`;
}

function fleetIndex(written: readonly Written[]): Markup {
  const total = sumOfCounts(written.map(({ counts }) => counts));
  const blocked = written.filter(({ passes }) => !passes).length;
  const cells = (counts: Counts, monthly: number, lost: string) =>
    [counts.resources, counts.mandatory, counts.violations, counts.undecided, counts.exempt, usd(monthly), lost].map(
      (value) => html`<td>${value}</td>`,
    );
  const head = [
    nounOf(written),
    "resources",
    "mandatory",
    "violations",
    "undecided",
    "exempt",
    "USD per month",
    "destroys",
  ];
  const title = html`<h1>${countWords(written)}</h1>`;
  const words = fleetVerdict(written, blocked);
  return html`${verdictMark(blocked === 0, html`${title}<p>${words}</p>`)}
<div class="scroll" role="group" tabindex="0" aria-label="Stacks"><table class="fleet"><thead><tr>${head.map((one) => html`<th scope="col">${one}</th>`)}</tr></thead><tbody>${written.map(
    ({ id, name, passes, counts, monthly, lost }) =>
      html`<tr><th scope="row"><span class="dot ${passes ? "passes" : "blocked"}" aria-hidden="true">${passes ? "✓" : "✕"}</span> <a href="#${id}">${name}</a></th>${cells(counts, monthly, lost)}</tr>`,
  )}</tbody><tfoot><tr><th scope="row">all</th>${cells(
    total,
    written.reduce((sum, { monthly }) => sum + monthly, 0),
    "",
  )}</tr></tfoot></table></div>`;
}
