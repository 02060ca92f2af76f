import type { Finding } from "../findings/finding";
import { statusWordOf } from "../findings/status-words";
import { factsOf, wholeOf } from "../frameworks";
import type { Framework, FrameworkFacts } from "../frameworks/framework";
import { levelOf } from "../rules/active";
import type { Rule } from "../rules/rule";
import type { StackView } from "../view/stack";
import type { Report } from "./report";

/** How a rule or a control stands, in the order in which one outweighs the others. */
export const controlStates = [
  "violated",
  "in the baseline",
  "undecided",
  "not verifiable",
  "exempt",
  "passes",
  "off",
  "nothing to check",
] as const;
export type ControlState = (typeof controlStates)[number];

/** A rule that serves a control. */
export interface ServingRule {
  readonly id: string;
  readonly state: ControlState;
  /** How many findings give it this state. */
  readonly findings: number;
}

/** A control that rules serve. */
export interface ServedControl {
  readonly id: string;
  /** In a few words of our own, what it is about. */
  readonly title?: string;
  /** That of the rule which outweighs the others. */
  readonly state: ControlState;
  readonly rules: readonly ServingRule[];
}

/** How a stack stands by the controls of a framework. */
export interface FrameworkReport {
  readonly framework: Framework;
  /** What the framework is called, with its edition. */
  readonly name: string;
  readonly project: string;
  readonly stack: string;
  readonly controls: readonly ServedControl[];
  /** Controls that no rule verifies. */
  readonly unverified: readonly string[];
}

/** How a stack stands by the controls of a framework, in the framework's own order. */
export function frameworkReport(report: Report, framework: Framework): FrameworkReport {
  const facts = factsOf(framework);
  const states = new Map(report.rules.map((rule) => [rule.id, stateOf(rule, report)]));
  const rulesOf = (id: string) =>
    report.rules
      .filter(({ controls }) => controls?.[framework]?.includes(id))
      .flatMap((rule) => states.get(rule.id) ?? []);
  const controls = inOrder(facts).flatMap((id): ServedControl[] => {
    const rules = rulesOf(id);
    if (rules.length === 0) return [];
    const title = facts.titles[id];
    const state = controlStates.find((one) => rules.some((rule) => rule.state === one)) ?? "nothing to check";
    return [{ id, ...(title === undefined ? {} : { title }), state, rules }];
  });
  const served = new Set(controls.map(({ id }) => wholeOf(facts, id)));
  const { project, stack } = report.stack;
  return {
    framework,
    name: facts.name,
    project,
    stack,
    controls,
    unverified: facts.ids.filter((id) => !served.has(id)),
  };
}

/** Each control, followed by its parts. */
function inOrder(facts: FrameworkFacts): readonly string[] {
  const { ids, parts = [] } = facts;
  return ids.flatMap((id) => [id, ...parts.filter((part) => wholeOf(facts, part) === id)]);
}

function stateOf(rule: Rule, { evaluation, settings, stack }: Report): ServingRule {
  const found = evaluation.findings.filter((finding) => finding.rule === rule.id).map(stateOfFinding);
  const state = controlStates.find((one) => found.includes(one)) ?? stateWithout(rule, settings, stack);
  return { id: rule.id, state, findings: found.filter((one) => one === state).length };
}

function stateOfFinding(finding: Finding): ControlState {
  const word = statusWordOf(finding) ?? "violated";
  return word === "remediated" ? "passes" : word;
}

/** The state of a rule that found nothing. */
function stateWithout(rule: Rule, settings: Report["settings"], stack: StackView): ControlState {
  if (levelOf(rule, settings) === "disabled") return "off";
  const concerned =
    rule.kinds === "all"
      ? stack.resources.some(({ kind, managed }) => kind !== undefined && managed)
      : stack.ofKind(...rule.kinds).length > 0;
  if (concerned) return "passes";
  return stack.gaps.has("unchanged-resources") ? "undecided" : "nothing to check";
}

/** Prints a report by control for a person: what is violated first, what no rule verifies last. */
export function formatFramework(report: FrameworkReport): string {
  const { controls, unverified } = report;
  const width = Math.max(0, ...controls.flatMap(({ rules }) => rules.map(({ id }) => id.length)));
  const sorted = controlStates.flatMap((state) => controls.filter((control) => control.state === state));
  const widths = {
    id: Math.max(0, ...controls.map(({ id }) => id.length)),
    state: Math.max(0, ...controls.map(({ state }) => state.length)),
  };
  return [
    `${report.name}: stack ${report.stack} of ${report.project}`,
    ...sorted.flatMap(({ id, title = "", state, rules }) => [
      `${id.padEnd(widths.id)}  ${state.padEnd(widths.state)}  ${title}`.trimEnd(),
      ...rules.map((rule) => `    ${rule.id.padEnd(width)}  ${stateWords(rule)}`),
    ]),
    countsOf(report),
    ...(unverified.length === 0 ? [] : [unverifiedWords(unverified)]),
  ].join("\n");
}

/** `no rule verifies these controls: CC1.1 to CC1.5, CC4.1` */
export function unverifiedWords(unverified: readonly string[]): string {
  return `no rule verifies ${unverified.length === 1 ? "this control" : "these controls"}: ${inRanges(unverified)}`;
}

function stateWords({ state, findings }: ServingRule): string {
  return findings === 0 ? state : `${state} (${findings} ${findings === 1 ? "finding" : "findings"})`;
}

function countsOf({ controls, framework }: FrameworkReport): string {
  const facts = factsOf(framework);
  const whole = new Set(controls.map(({ id }) => wholeOf(facts, id))).size;
  const counts = controlStates.flatMap((state) => {
    const count = controls.filter((control) => control.state === state).length;
    return count === 0 ? [] : `${count} ${state === "passes" && count > 1 ? "pass" : state}`;
  });
  return `rules serve ${whole} of ${facts.ids.length} controls${counts.length === 0 ? "" : `: ${counts.join(", ")}`}`;
}

/** `CC1.1 to CC1.5, CC4.1`: ids that follow one another under the same prefix as one range. */
function inRanges(ids: readonly string[]): string {
  const runs: string[][] = [];
  for (const id of ids) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && follows(id, last)) run.push(id);
    else runs.push([id]);
  }
  return runs.flatMap((run) => (run.length > 2 ? `${run[0]} to ${run.at(-1)}` : run)).join(", ");
}

function follows(id: string, last: string): boolean {
  const [, prefix, number] = /^(.*?)(\d+)$/.exec(id) ?? [];
  return prefix !== undefined && last === `${prefix}${Number(number) - 1}`;
}
