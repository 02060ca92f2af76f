import {
  blocks,
  estimateCost,
  evaluate,
  type Fault,
  type Finding,
  governorVersion,
  nameOf,
  rules,
  type Settings,
  SettingsError,
  settingsDigest,
  stackOf,
  type ValueMap,
} from "@infrafabric/governor";
import * as pulumi from "@pulumi/pulumi";
import type * as z from "zod";
import type { ExemptionArgs, GovernedArgs } from "./args";
import { ArgumentsError, reportOf } from "./arguments-error";
import { distinct, faultsOf } from "./faults";
import { labelsOf } from "./labels";
import { defined, joinTags } from "./overlay";
import { Plan, type PlanOwner } from "./plan";
import { settingsOf } from "./settings";

/** What a component is made of. */
export interface ComponentDefinition<Args extends GovernedArgs, Children> {
  /** Class name; with it the type token is `infrafabric-digitalocean:index:<Class>`, for ever. */
  readonly className: string;
  /** Every argument, each optional; made on first use. */
  readonly schema: () => z.ZodType<Partial<Args>>;
  /** Arguments that must be given. */
  readonly required: readonly (keyof Args & string)[];
  /** Arguments that hold secrets. */
  readonly secrets: readonly (keyof Args & string)[];
  /**
   * Ids of the rules that the component keeps by itself: mandatory for its children, whether or not governor.yaml asks
   * for them, unless it sets a level for the rule or says no to it.
   */
  readonly controls: readonly string[];
  /** Plans the children. */
  children(design: Design<Args>): Children;
}

/** What the children of a component are planned from. */
export interface Design<Args> {
  readonly name: string;
  readonly opts: pulumi.ComponentResourceOptions;
  readonly plan: Plan;
  readonly settings: Settings;
  /** The label tags, `key:value`. */
  readonly labels: readonly string[];
  /** The arguments without those at fault. */
  readonly args: Partial<Args>;
  /** A required argument; where it is missing, which is a fault already, something that stands for it. */
  need<K extends keyof Args>(key: K): NonNullable<Args[K]> | pulumi.Output<pulumi.Unwrap<NonNullable<Args[K]>>>;
  /** True where an argument is given, rightly or wrongly. */
  given(key: keyof Args & string): boolean;
  /** Says that an argument is wrong. */
  fault(path: string, message: string, more?: Pick<Fault, "allowed" | "hint">): void;
  /**
   * Lays the inputs that an argument overrides over the component's own; tags add up. What the component needs to hold
   * together, `wiring`, is not for overriding: each says what decides it.
   */
  overlay<A extends object>(
    argument: keyof Args & string,
    own: A,
    wiring: Readonly<Record<string, string>>,
  ): Overlaid<A>;
}

/** Inputs of a child, and which of them an argument overrides. */
export interface Overlaid<A> {
  readonly inputs: A;
  readonly overrides: { readonly argument: string; readonly inputs: ReadonlySet<string> };
}

/** A component that is ready to be registered: planned, judged and priced. */
export interface PlannedComponent<Children> {
  /** Type token. */
  readonly type: string;
  /** What the component itself registers, so that every source can tell by which settings it was governed. */
  readonly inputs: GovernedInputs;
  readonly children: Children;
  /** USD per month, rounded to cents, without what is unpriced. */
  readonly monthlyCost: number;
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
    readonly controls: readonly string[];
  };
  readonly exemptions?: GovernedArgs["exemptions"];
}

/**
 * Plans a component: reads its arguments and the settings, plans its children and holds them to the rules, all before
 * anything is registered.
 *
 * @throws ArgumentsError with everything that is wrong.
 */
export function planComponent<Args extends GovernedArgs, Children>(
  definition: ComponentDefinition<Args, Children>,
  name: string,
  given: Args,
  opts: pulumi.ComponentResourceOptions,
): PlannedComponent<Children> {
  const type = `infrafabric-digitalocean:index:${definition.className}`;
  const faults: Fault[] = [];
  const fail = (): never => {
    throw new ArgumentsError(`${definition.className} "${name}"`, distinct(faults));
  };

  const args = readArgs(definition, given, faults);
  const faulty = faults.map(({ path }) => path);
  const settings = readSettings<Args>(args, faults);
  if (settings === undefined) return fail();

  faults.push(...unlistedExemptions(args.exemptions ?? [], settings));
  const owner: PlanOwner = { type, name, opts };
  const plan = new Plan(owner);
  const children = definition.children(designOf({ name, opts, plan, settings, args, given, faults }));

  const inputs: GovernedInputs = {
    governor: { digest: settingsDigest(settings), version: governorVersion, controls: [...definition.controls] },
    ...(args.exemptions === undefined ? {} : { exemptions: args.exemptions }),
  };
  const views = plan.views(valuesOf(inputs));
  const facts = { project: pulumi.getProject(), stack: pulumi.getStack() };
  const { findings } = evaluate(stackOf(views, facts), settings, rules);
  // An argument that is at fault was left out above.
  const unread = new Set(faulty.map(argumentIn));
  const isControl = ({ rule }: Finding) => definition.controls.includes(rule);
  const violated = (among: readonly Finding[]): readonly Fault[] =>
    among
      .filter((finding) =>
        // What an Output hides would be a way around a control; what comes from other children is theirs to decide.
        finding.status === "undecided"
          ? isControl(finding) && plan.isOverridden(finding)
          : blocks(finding) || finding.reportOnly === true,
      )
      .map((finding) => faultOf(finding, plan, settings))
      .filter(({ path }) => !unread.has(argumentIn(path)));
  const tolerated = settings.enforcement === "report" ? findings.filter((finding) => !isRefused(finding)) : [];
  faults.push(...violated(findings.filter((finding) => !tolerated.includes(finding))));
  if (faults.length > 0) return fail();
  const reported = distinct(violated(tolerated));

  const cost = estimateCost(views, settings.usage);
  return {
    type,
    inputs,
    children,
    monthlyCost: cost.total.expected,
    unpriced: cost.unpriced.map(({ urn, reason }) => `${nameOf(urn)}: ${reason}`),
    register(component) {
      if (reported.length > 0) pulumi.log.warn(reportOf(`${definition.className} "${name}"`, reported), component);
      plan.register(component);
    },
  };
}

/** Nobody's enforcement makes work what DigitalOcean refuses. */
function isRefused({ rule, reportOnly }: Finding): boolean {
  return rule === "platform-limits" && reportOnly === true;
}

/** The argument that a path begins with. */
function argumentIn(path: string): string {
  return path.split(/[.[]/)[0] ?? "";
}

/** The arguments without those at fault, so that the rest can be judged. */
function readArgs<Args extends GovernedArgs>(
  {
    schema: makeSchema,
    required,
    secrets,
  }: Pick<ComponentDefinition<Args, unknown>, "schema" | "required" | "secrets">,
  given: Args,
  faults: Fault[],
): Partial<Args> {
  const schema = makeSchema();
  const data = defined(given ?? {});
  const present = new Set(Object.keys(data));
  for (const key of required) if (!present.has(key)) faults.push({ path: key, message: "is missing" });

  const whole = schema.safeParse(data, inOurWords);
  if (whole.success) return whole.data;
  faults.push(...faultsOf(whole.error.issues, data, schema, secrets));
  const faulty = new Set(whole.error.issues.flatMap((issue) => [issue.path[0], ...keysOf(issue)]));
  const rest = schema.safeParse(
    Object.fromEntries(Object.entries(data).filter(([key]) => !faulty.has(key))),
    inOurWords,
  );
  return rest.success ? rest.data : {};
}

/** Leaves the wording to us, and compiles nothing: every schema is used for a handful of values. */
const inOurWords = { error: () => "", jitless: true };

function keysOf(issue: z.core.$ZodIssue): readonly string[] {
  return issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [];
}

/** Settings that cannot be read block: their faults are the component's. */
function readSettings<Args extends GovernedArgs>(
  { governor, environment }: Partial<Args>,
  faults: Fault[],
): Settings | undefined {
  try {
    return settingsOf(governor, environment);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const { origin } = error;
    const file = governor === undefined ? origin : "governor";
    faults.push(...error.faults.map((fault) => ({ file, ...fault })));
    return undefined;
  }
}

/** Code may exempt only from what the settings list, and an exemption that does not count must not look like one. */
function unlistedExemptions(exemptions: readonly ExemptionArgs[], settings: Settings): readonly Fault[] {
  return exemptions.flatMap(({ rule }, index) =>
    settings.exempt_in_code.includes(rule)
      ? []
      : [
          {
            path: `exemptions[${index}].rule`,
            message: `code may not exempt from ${rule}`,
            hint: `have whoever keeps governor.yaml list ${rule} under exempt_in_code, or exempt the resource there`,
          },
        ],
  );
}

interface DesignParts<Args> {
  readonly name: string;
  readonly opts: pulumi.ComponentResourceOptions;
  readonly plan: Plan;
  readonly settings: Settings;
  readonly args: Partial<Args>;
  readonly given: Args;
  readonly faults: Fault[];
}

function designOf<Args extends GovernedArgs>(parts: DesignParts<Args>): Design<Args> {
  const { args, given, faults, settings, ...rest } = parts;
  const fault: Design<Args>["fault"] = (path, message, more = {}) => {
    faults.push({ path, message, ...more });
  };
  return {
    ...rest,
    settings,
    args,
    labels: labelsOf(settings, args.tags),
    need: (key) => args[key] ?? pulumi.deferredOutput<pulumi.Unwrap<NonNullable<Args[typeof key]>>>()[0],
    // As everywhere: null is as good as left out, and what is not there must not be waited for.
    given: (key) => (given?.[key] ?? undefined) !== undefined,
    fault,
    overlay(argument, own, wiring) {
      const over = overridesIn(args[argument]);
      for (const [input, decidedBy] of Object.entries(wiring)) {
        if (input in over) fault(`${argument}.${input}`, "is decided by the component", { hint: decidedBy });
      }
      const free = Object.fromEntries(Object.entries(over).filter(([input]) => !(input in wiring)));
      const inputs = { ...own, ...free };
      if ("tags" in own && "tags" in free) Object.assign(inputs, { tags: joinTags(own.tags, free.tags) });
      return { inputs, overrides: { argument, inputs: new Set(Object.keys(free)) } };
    },
  };
}

function overridesIn(argument: unknown): object {
  return typeof argument === "object" && argument !== null ? defined(argument) : {};
}

function valuesOf({ governor, exemptions = [] }: GovernedInputs): ValueMap {
  return {
    governor: { ...governor, controls: [...governor.controls] },
    exemptions: exemptions.map((exemption) => ({ ...exemption })),
  };
}

function faultOf(finding: Finding, plan: Plan, settings: Settings): Fault {
  const { rule, message, fix, status } = finding;
  const exempting = settings.exempt_in_code.includes(rule)
    ? "exempt it with the argument exemptions"
    : "have it exempted in governor.yaml";
  return {
    path: plan.argumentOf(finding),
    message: `${message} (${rule})`,
    hint: `${status === "undecided" ? "give a plain value" : fix.replace(/\.$/, "")}; or ${exempting}`,
  };
}
