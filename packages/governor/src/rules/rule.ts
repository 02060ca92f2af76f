import type { Level, Severity } from "../findings/finding";
import type { Controls } from "../frameworks/framework";
import type { Kind } from "../kinds/kind";
import type { Settings } from "../settings/settings";
import type { Action } from "../view/change";
import type { ResourceView } from "../view/resource";
import type { Gap, StackView } from "../view/stack";
import type { Value, ValueMap } from "../view/value";

/** A result of a check at one place. Without an outcome, the rule passes. */
export interface Outcome {
  /**
   * `violation`: the rule is violated; `undecided`: an unknown value or a secret hides the answer; `unverifiable`:
   * DigitalOcean offers nothing to check.
   */
  readonly status: "violation" | "undecided" | "unverifiable";
  /** What is wrong, in a few words: `the Droplet has no backups`. A value comes into it only by `quoted` or `numeral`. */
  readonly message: string;
  /** Path of the property at fault, such as `backups`. */
  readonly path?: string;
  /** The limits that a running total is over, each by the `path` that its outcome has at the end. Default: not told. */
  readonly limits?: readonly string[];
  /** The resource at fault, if a stack rule can tell. */
  readonly resource?: ResourceView;
  /** What to do here, if it is more precise than the rule's own `fix`. */
  readonly fix?: string;
}

/** A parameter of a rule, in words of JSON Schema. Without `tightens`, only the floor may set it where there is one. */
export type Parameter =
  | {
      readonly type: "integer";
      readonly minimum?: number;
      readonly maximum?: number;
      readonly default: number;
      readonly description: string;
      /** Which number is stricter. */
      readonly tightens?: "lower" | "higher";
    }
  | { readonly type: "boolean"; readonly default: boolean; readonly description: string; readonly tightens?: never }
  | (TextForm & {
      readonly type: "string";
      readonly default: string;
      readonly description: string;
      readonly tightens?: never;
    })
  | (ListForm & {
      readonly items: ItemForm<"integer">;
      readonly default: readonly number[];
    })
  | (ListForm & {
      readonly items: ItemForm<"string">;
      readonly default: readonly string[];
    })
  | (ListForm & {
      readonly items: ItemForm<readonly ["integer", "string"]>;
      readonly default: readonly (string | number)[];
    });

interface ListForm {
  readonly type: "array";
  readonly description: string;
  /** Which list is stricter: `subset` for what is allowed, `superset` for what is refused. */
  readonly tightens?: "subset" | "superset";
}

/** What a text must look like. */
interface TextForm {
  /** Regular expression for the whole text, such as `^[a-z]+$`. */
  readonly pattern?: string;
  /** What else must hold of a text, where a pattern cannot say it. */
  accepts?(text: string): boolean;
  /** What is allowed, in words that follow "must be". */
  readonly allowed?: string;
}

/** What the items of a list must be: integers, texts or either. */
interface ItemForm<T> extends TextForm {
  readonly type: T;
  readonly minimum?: number;
  readonly maximum?: number;
  /** True if a list covers all that an item stands for, for `subset`; default: the list has the same item. */
  among?(item: string | number, list: readonly (string | number)[]): boolean;
}

/** The parameters of a rule by name. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** The value of a parameter. */
type ParameterValue<P extends Parameter> = P extends { readonly type: "integer" }
  ? number
  : P extends { readonly type: "boolean" }
    ? boolean
    : P extends { readonly type: "string" }
      ? string
      : P extends { readonly items: { readonly type: "integer" } }
        ? readonly number[]
        : P extends { readonly items: { readonly type: "string" } }
          ? readonly string[]
          : readonly (string | number)[];

/** The values of a rule's parameters. */
export type ParameterValues<P extends Parameters> = { readonly [K in keyof P]: ParameterValue<P[K]> };

/** What a check may look at besides its target. */
export interface RuleContext<P extends Parameters = Parameters> {
  /** `governor.yaml`, with the overlay of the stack's environment laid over it. */
  readonly settings: Settings;
  /** The rule's parameters: what `governor.yaml` sets, else the defaults. */
  readonly params: ParameterValues<P>;
  /** Now, for what expires: a check never reads the clock. */
  readonly now: Date;
}

/** A resource in an example, as a program would write it; `unknown` and `hidden` may appear anywhere. */
export interface ExampleResource {
  /** Class name, such as `Droplet`; `Provider` for DigitalOcean's provider, `Stack` for the stack itself. */
  readonly kind: string;
  /** Logical name; default `example`. */
  readonly name?: string;
  /** Its inputs; those that do not matter are left out. Of the stack, what the program exports. */
  readonly inputs: Readonly<Record<string, Value>>;
  /** Names of the example's resources that an input comes from. */
  readonly dependsOn?: Readonly<Record<string, readonly string[]>>;
  /** Resource option `protect`; default false. */
  readonly protect?: boolean;
  /** What the operation does to it, as a preview shows; default: the stack is not in a preview. */
  readonly change?: {
    readonly action: Action;
    /** Its inputs before; left out where it is created. */
    readonly before?: Readonly<Record<string, Value>>;
    /** Inputs that make it a replacement. */
    readonly replacedBy?: readonly string[];
  };
}

/** A few resources that pass or violate a rule: documentation and test at once. */
export interface Example {
  /** What it shows. */
  readonly title: string;
  /** The part of `governor.yaml` under `providers.digitalocean` that it stands on; default nothing. */
  readonly settings?: string;
  /** Whether its stack is in an environment that `governor.yaml` marks `production: true`; default false. */
  readonly production?: boolean;
  /** The resources of the stack. */
  readonly resources: readonly ExampleResource[];
}

/** An example that violates a rule, and what its fix makes of it. */
export interface BadExample extends Example {
  /** The stack once the rule's fix was applied: it passes. */
  readonly fixed?: {
    /** Resources as they are then: in place of those with the same name, or added. */
    readonly resources?: readonly ExampleResource[];
    /** Names of resources that are gone then. */
    readonly without?: readonly string[];
    /** What then stands in `governor.yaml` in place of `settings`, where the fix is there. */
    readonly settings?: string;
  };
}

/** The settings key that asks for a rule. */
export interface Asked {
  /** Keys in `governor.yaml`, any of which asks for it, such as `providers.digitalocean.regions`. */
  readonly keys: readonly string[];
  /** `yes`: asked for; `no`: a key says no; `absent`: none of the keys is there. */
  by(settings: Settings): "yes" | "no" | "absent";
}

/** What every rule has: data that docs, JSON schema, tests and the pack are made from. */
interface RuleData<P extends Parameters> {
  /** What `governor.yaml` calls the rule: lower case words joined by `-`, for a rule of your own after a namespace, such as `acme/vpc-described`. */
  readonly id: string;
  /** What belongs together in a list of rules, such as `firewall`. Default: the namespace of the id. */
  readonly group: string;
  /** What the rule requires, as a sentence: `Every VPC has a description.` */
  readonly title: string;
  /** How bad a violation is. It orders findings and decides nothing. Default `medium`. */
  readonly severity: Severity;
  /**
   * Default level; `rules:` in `governor.yaml` sets another. Default `advisory`. A rule with `asked` is mandatory if
   * its settings key asks for it and off if it does not, so it has none.
   */
  readonly level?: Exclude<Level, "remediate">;
  /** The settings key that asks for the rule. Default: none, the rule is on at its `level`. */
  readonly asked?: Asked;
  /**
   * Class names of the kinds that it looks at, such as `Droplet`; `all`: every governed kind. A check may read what at
   * least one of them has; to read anything else is an error that names the nearest property.
   */
  readonly kinds: readonly string[] | "all";
  /** Parameters that `governor.yaml` may set under the rule. Default: none. */
  readonly params?: P;
  /**
   * Rules that say less of the same: what they find at a place where this one has a finding of at least that weight is
   * not repeated. If this rule is off, exempt or undecided, theirs are reported.
   */
  readonly covers?: readonly string[];
  /** Why it matters, for the pages of rules. Default: the title. */
  readonly why: string;
  /** What to do about a violation. Default: the title. */
  readonly fix: string;
  /**
   * True for a rule about what one operation does rather than what there is: a baseline carries none of its findings, or
   * it would allow the same for good. Default false.
   */
  readonly ofOperation?: true;
  /** Web pages that say more; the first one is shown with each finding. Default: none. */
  readonly references: readonly string[];
  /** Ids of the same check elsewhere, such as `CKV_DIO_1`. */
  readonly aliases?: readonly string[];
  /** Controls of compliance frameworks that it serves, by their own ids, such as `soc2: ["CC6.6"]`. */
  readonly controls?: Controls;
  /** Examples that pass. Default: none. */
  readonly good: readonly Example[];
  /** Examples that violate the rule. Default: none. */
  readonly bad: readonly BadExample[];
  /** Examples that an unknown value leaves undecided. Default: none. */
  readonly undecided: readonly Example[];
}

/** A rule that looks at one resource. */
export interface ResourceRule<P extends Parameters = Parameters> extends RuleData<P> {
  /** Default `resource`. */
  readonly scope: "resource";
  /** Judges one resource of `kinds` that the stack manages. No outcome: the resource passes. */
  check(resource: ResourceView, context: RuleContext<P>): Iterable<Outcome>;
  /**
   * The inputs to set so that the rule passes, if that is safe. Never an input that replaces the resource: whoever
   * repairs cannot see whether it exists already.
   */
  readonly remediation?: {
    /** Inputs that it can set, by kind; tests hold them against the kind's replacing inputs. */
    readonly sets: Readonly<Record<string, readonly string[]>>;
    /** The inputs to set on this resource; undefined: nothing to repair here. */
    repair(resource: ResourceView, kind: Kind, context: RuleContext<P>): ValueMap | undefined;
  };
}

/** A rule that looks at the stack as a whole. */
export interface StackRule<P extends Parameters = Parameters> extends RuleData<P> {
  readonly scope: "stack";
  /**
   * What the rule cannot do without: by a reader with one of these gaps it is undecided. Default
   * `["unchanged-resources"]`: what a rule looks for may be there and unchanged.
   */
  readonly needs: readonly Gap[];
  /** Judges the stack. Give each outcome its `resource`, or it is about the stack. No outcome: the stack passes. */
  check(stack: StackView, context: RuleContext<P>): Iterable<Outcome>;
}

/** A rule that adds up over the stack, so that `up` can refuse the resource that breaks the limit. */
export interface TotalRule<P extends Parameters = Parameters> extends RuleData<P> {
  readonly scope: "total";
  /** Begins to add up. */
  start(context: RuleContext<P>): Total;
}

/** A running total. */
export interface Total {
  /** Counts a managed resource. What it returns is the limit that the total is over, for each resource that adds to it. */
  add(resource: ResourceView): Outcome | undefined;
  /** The outcome for the whole stack, all of whose managed resources were added. */
  end(stack: StackView): Iterable<Outcome>;
}

/** A rule of any scope. */
export type Rule<P extends Parameters = Parameters> = ResourceRule<P> | StackRule<P> | TotalRule<P>;

/** What a rule need not say, because there is a default. */
type Defaulted = "group" | "severity" | "why" | "fix" | "references" | "good" | "bad" | "undecided";

type Defined<R, D extends keyof R> = Omit<R, D> & Partial<Pick<R, D>>;

/** A rule as `defineRule` takes it: `id`, `title`, `kinds` and `check` are enough. */
export type RuleDefinition<P extends Parameters = Parameters> =
  | Defined<ResourceRule<P>, Defaulted | "scope">
  | Defined<StackRule<P>, Defaulted | "needs">
  | Defined<TotalRule<P>, Defaulted>;

/**
 * Defines a rule: an organisation's own gets levels, exemptions and all readers, as ours do. `id`, `title`, `kinds` and
 * `check` must be given; each other field says its default.
 */
export function defineRule<const P extends Parameters>(definition: RuleDefinition<P>): Rule {
  const { id, title } = definition;
  const data = {
    group: definition.group ?? /^(.+)\//.exec(id)?.[1] ?? "own",
    severity: definition.severity ?? "medium",
    ...(definition.asked === undefined ? { level: definition.level ?? "advisory" } : {}),
    why: definition.why ?? title,
    fix: definition.fix ?? title,
    references: definition.references ?? [],
    good: definition.good ?? [],
    bad: definition.bad ?? [],
    undecided: definition.undecided ?? [],
  } as const;
  switch (definition.scope) {
    case "stack":
      return { ...definition, ...data, needs: definition.needs ?? ["unchanged-resources"] };
    case "total":
      return { ...definition, ...data };
    default:
      return { ...definition, ...data, scope: "resource" };
  }
}
