import {
  blocks,
  estimateCost,
  evaluate,
  type Finding,
  type Problem,
  type ResourceRecord,
  type ResourceView,
  type RuleId,
  rules,
  type Settings,
  SettingsError,
  type ValueMap,
} from "@infrafabric/governor";
import {
  governorVersion,
  nameOf,
  settingsDigest,
  showFound,
  stackOf,
  typescriptWords,
} from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";
import { adoptionOptions, adoptionsOf } from "./adoption";
import type { GovernedArgs } from "./args";
import type { ArgumentPath } from "./argument-path";
import { ArgumentsError, reportOf } from "./arguments-error";
import type { Child } from "./child";
import type { ComponentDefinition } from "./definition";
import { designOf } from "./design";
import { unlistedExemptions } from "./exemptions";
import { problemsOfFindings } from "./finding-problems";
import { optionProblems } from "./options";
import { overriddenArguments } from "./overridden-arguments";
import type { Around } from "./parents";
import { isPlainObject } from "./plain-object";
import { Plan } from "./plan";
import { distinct } from "./problems";
import { isOverridden } from "./provenance";
import { readArguments } from "./read-arguments";
import { retryOptions } from "./retries";
import { settingsOf } from "./settings";

/** A component that is ready to be registered: planned, judged and priced. */
export interface PlannedComponent<Children> {
  /** Type token. */
  readonly type: string;
  /** What the component itself registers, so that every reader can tell by which settings it was governed. */
  readonly inputs: GovernedInputs;
  readonly children: Children;
  /** All children, in the order in which they are registered. */
  readonly all: readonly Child[];
  /** The component and its children as data. */
  records(): readonly [ResourceRecord, ...ResourceRecord[]];
  /** The component, its children and the components in it, as prices see them. */
  readonly views: readonly ResourceView[];
  /** USD per month, rounded to cents, without what is unpriced. */
  readonly monthlyCost: number;
  /** The least that a month can cost, such as an autoscale pool at its minimum. */
  readonly monthlyCostLow: number;
  /** The most that a month can cost, such as an autoscale pool at its maximum. */
  readonly monthlyCostHigh: number;
  /** What has no price, each with the reason. */
  readonly unpriced: string[];
  /** Registers the children below the component. */
  register(component: pulumi.ComponentResource): void;
}

/** Inputs of every governed component. */
export interface GovernedInputs {
  readonly governor: {
    readonly digest: string;
    readonly version: string;
    /** The rules that the component keeps by itself: whoever sees it holds its children to them. */
    readonly controls: readonly RuleId[];
  };
  readonly exemptions?: GovernedArgs["exemptions"];
}

/**
 * Plans a component: reads its arguments and the settings, plans its children and holds them to the rules, all before
 * anything is registered.
 *
 * @param around What is around it, where that is not registered yet.
 * @param governedBy The settings that it goes by. Default: those that its arguments or the stack name.
 * @throws ArgumentsError with everything that is wrong.
 */
export function planComponent<Args extends GovernedArgs, Children>(
  definition: ComponentDefinition<Args, Children>,
  name: string,
  given: Args,
  opts: pulumi.ComponentResourceOptions,
  around?: Around,
  governedBy?: Settings,
): PlannedComponent<Children> {
  const planned = definition.nested?.get(given);
  if (planned !== undefined) return planned;
  const type = `infrafabric-digitalocean:index:${definition.className}`;
  const problems: Problem[] = [];
  const component = `${definition.className} "${String(name)}"`;
  const fail = (): never => {
    throw new ArgumentsError(component, distinct(problems));
  };

  problems.push(...misuse({ name, given, opts }));
  if (problems.length > 0 && !isPlainObject(given ?? {})) return fail();
  const declared = definition.arguments();
  const args = readArguments(declared, given ?? {}, problems);
  // Without a name or options there is nothing to plan.
  if (problems.some(({ path }) => path === "name" || /^opts\b/.test(path))) return fail();
  const faulty = problems.map(({ path }) => path);
  const settings = governedBy ?? readSettings<Args>(args, problems);
  if (settings === undefined) return fail();

  problems.push(...unlistedExemptions(args.exemptions ?? [], settings));
  const plan = new Plan<ArgumentPath<Args>>({ type, name, opts }, around);
  const design = designOf({ name, opts, plan, settings, args, declared, given, problems });
  const children = definition.children(design);
  const optional = Object.fromEntries(Object.entries(args).filter(([key]) => !declared.required.includes(key)));
  for (const { override, argument } of overriddenArguments(plan.all, optional)) {
    design.problem(override, `overrides ${argument}, which is given as well`, { hint: "remove one of the two" });
  }
  const adoptions = adoptionsOf(args.adopt ?? {}, plan.all, plan.inside, design.problem);

  const inputs: GovernedInputs = {
    governor: { digest: settingsDigest(settings), version: governorVersion, controls: [...definition.controls] },
    ...(args.exemptions === undefined ? {} : { exemptions: args.exemptions }),
  };
  const views = plan.views(valuesOf(inputs));
  const elsewhere = new Set<string>(definition.wholeStack);
  const stack = stackOf(views, { ...plan.inside, gaps: ["existing-resources"] });
  const findings = evaluate(stack, settings, rules).findings.filter(({ rule }) => !elsewhere.has(rule));
  // An argument that is at fault was left out above.
  const unread = new Set(faulty.map(argumentIn));
  const controls = new Set<string>(definition.controls);
  const violated = (among: readonly Finding[]): readonly Problem[] => {
    const refused = among.filter((finding) =>
      // What an Output hides would be a way around a control; what comes from other children is theirs to decide.
      finding.status === "undecided"
        ? controls.has(finding.rule) && isOverridden(finding.path ?? "", plan.childAt(finding.urn)?.overrides)
        : blocks(finding) || finding.reportOnly === true,
    );
    return problemsOfFindings(name, refused, plan, settings).filter(({ path }) => !unread.has(argumentIn(path)));
  };
  const isTolerated = (finding: Finding) => settings.enforcement === "report" && !isRefused(finding);
  problems.push(...violated(findings.filter((finding) => !isTolerated(finding))));
  if (problems.length > 0) return fail();
  const reported = distinct(violated(findings.filter(isTolerated)));

  // Together, since a team gets some things free only once.
  const priced = [...views, ...plan.nested];
  const cost = estimateCost(priced, settings.usage);
  return {
    type,
    inputs,
    children,
    all: plan.all,
    records: () => plan.records(valuesOf(inputs)),
    views: priced,
    monthlyCost: cost.total.expected,
    monthlyCostLow: cost.total.low,
    monthlyCostHigh: cost.total.high,
    unpriced: cost.unpriced.map(({ urn, reason }) => `${nameOf(urn)}: ${reason}`),
    register(parent) {
      if (reported.length > 0) pulumi.log.warn(reportOf(component, reported), parent);
      const retry = retryOptions(plan.urn);
      plan.register(parent, (child) => {
        const adoption = adoptions.get(child.urn);
        const adopted = adoption === undefined ? {} : adoptionOptions(component, child, adoption);
        return pulumi.mergeOptions(retry(), adopted);
      });
    },
  };
}

/** What TypeScript would have found: a program in JavaScript can pass anything. */
function misuse({
  name,
  given,
  opts,
}: {
  readonly name: unknown;
  readonly given: unknown;
  readonly opts: unknown;
}): readonly Problem[] {
  const isNamed = typeof name === "string" && name !== "";
  return [
    ...(isNamed
      ? []
      : [{ path: "name", message: `must be text that is not empty, found ${showFound(name, typescriptWords)}` }]),
    ...(isPlainObject(given ?? {})
      ? []
      : [{ path: "args", message: `must be an object of arguments, found ${showFound(given, typescriptWords)}` }]),
    ...optionProblems(opts),
  ];
}

/** Nobody's enforcement makes work what DigitalOcean refuses. */
function isRefused({ rule, reportOnly }: Finding): boolean {
  return rule === "platform-limits" && reportOnly === true;
}

/** The argument that a path begins with. */
function argumentIn(path: string): string {
  return path.split(/[.[]/)[0] ?? "";
}

/** Settings that cannot be read block: their problems are the component's. */
function readSettings<Args extends GovernedArgs>(
  { governor, environment }: Partial<Args>,
  problems: Problem[],
): Settings | undefined {
  try {
    return settingsOf(governor, environment);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const { origin } = error;
    const file = governor === undefined ? origin : "governor";
    problems.push(...error.problems.map((problem) => ({ file, ...problem })));
    return undefined;
  }
}

function valuesOf({ governor, exemptions = [] }: GovernedInputs): ValueMap {
  return {
    governor: { ...governor, controls: [...governor.controls] },
    exemptions: exemptions.map((exemption) => ({ ...exemption })),
  };
}
