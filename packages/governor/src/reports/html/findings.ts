import { blocks, type Finding, severities } from "../../findings/finding";
import type { Rule } from "../../rules/rule";
import { fileOf } from "../finding-words";
import { fixWords } from "../fix-words";
import type { ReportOptions } from "../report";
import { html, type Markup } from "./markup";
import { bySeriousness, wordOf } from "./standing";

/** A list this short is unfolded; of a longer one, the rules that block are, up to so many findings. */
const [shortList, mostOpen] = [10, 500];

/** What the findings of a stack have in common. */
export interface FindingsContext {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly options: ReportOptions;
  /** The number of a resource, by which the script finds what concerns it; -1 for the stack itself. */
  indexOf(urn: string): number;
  /** A resource in a few words. */
  wordsOf(urn: string): string;
}

/** The findings, a group for each rule: why it is there and, where all have the same, what to do stand once. */
export function findingGroups(findings: readonly Finding[], context: FindingsContext): Markup {
  const groups = new Map<string, Finding[]>();
  for (const finding of [...findings].sort(bySeriousness)) {
    const group = groups.get(finding.rule);
    if (group === undefined) groups.set(finding.rule, [finding]);
    else group.push(finding);
  }
  let before = 0;
  return html`<div class="groups">${[...groups].map(([id, group]) => {
    const isOpen = findings.length <= shortList || (group.some(blocks) && before < mostOpen);
    before += group.length;
    return groupOf(id, group, isOpen, context);
  })}</div>`;
}

function groupOf(id: string, findings: readonly Finding[], isOpen: boolean, context: FindingsContext): Markup {
  const rule = context.rules.get(id);
  const [first] = findings;
  const fixes = new Set(findings.map(fixWords));
  const [fix] = fixes;
  const isSame = fixes.size === 1;
  return html`<details class="group" data-rule="${id}"${isOpen ? html` open` : ""}>
<summary><span class="severity ${first?.severity}">${first?.severity}</span> <code>${id}</code> <span class="title">${rule?.title}</span> <span class="count">${findings.length}</span></summary>
<div class="why">${isSame ? html`<p class="fix"><b>Fix</b> ${fix}</p>` : ""}${rule === undefined ? "" : html`<details class="reason"><summary>Why</summary><p>${rule.why}</p><ul>${rule.references.map((reference) => html`<li>${linkTo(reference)}</li>`)}</ul></details>`}</div>
<ul>${findings.map((finding) => itemOf(finding, !isSame, context))}</ul></details>
`;
}

function itemOf(finding: Finding, hasFix: boolean, { options, indexOf, wordsOf }: FindingsContext): Markup {
  const { rule, severity, urn, path, message, source, exemption, status } = finding;
  const word = wordOf(finding);
  return html`<li class="finding" data-rule="${rule}" data-severity="${severity}" data-status="${word}" data-resource="${indexOf(urn)}"><div class="head"><span class="word${blocks(finding) ? " blocks" : ""}">${word}</span> <span class="resource">${wordsOf(urn)}</span>${
    source === undefined
      ? ""
      : html` <span class="place">${fileOf(source, options)}:${source.line}:${source.column}</span>`
  }</div><p>${path === undefined ? "" : html`<code>${path}</code> `}${message}</p>${hasFix ? html`<p class="fix"><b>Fix</b> ${fixWords(finding)}</p>` : ""}${
    exemption === undefined
      ? ""
      : html`<p class="exemption"><b>${status === "exempt" ? "Exempt until" : "Was exempt until"} ${exemption.expires}</b> ${exemption.reason} <span class="owner">${exemption.owner}</span></p>`
  }</li>`;
}

/** Rules of one's own may refer to what is no page. */
function linkTo(reference: string): Markup {
  if (!/^https?:\/\//.test(reference)) return html`${reference}`;
  return html`<a href="${reference}" rel="noreferrer">${reference.replace(/^https?:\/\/(?:www\.)?/, "")}</a>`;
}

/** The severities of a list, the worst first. */
export const severitiesFirst = [...severities].reverse();
