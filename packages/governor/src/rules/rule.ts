import type { Level, Severity } from "../findings/finding";
import type { Kind } from "../kinds/kind";
import type { Settings } from "../settings/settings";
import type { Property } from "../view/property";
import { type Doubt, doubtOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import type { Gap, StackView } from "../view/stack";
import type { Value, ValueMap } from "../view/value";

/** What a check says of one place. Where it says nothing, the rule is kept. */
export interface Outcome {
  readonly status: "violation" | "undecided" | "unverifiable";
  readonly message: string;
  /** Property at fault. */
  readonly path?: string;
  /** The resource at fault, where a stack rule can name one. */
  readonly resource?: ResourceView;
  /** What to do here, where it is more exact than the rule's own `fix`. */
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
  readonly settings: Settings;
  readonly params: ParameterValues<P>;
}

/** A resource in an example, as a program would write it; `unknown` and `hidden` may stand anywhere. */
export interface ExampleResource {
  /** Class name, such as `Droplet`. */
  readonly kind: string;
  /** Logical name; default `example`. */
  readonly name?: string;
  readonly inputs: Readonly<Record<string, Value>>;
  /** Names of the example's resources that an input comes from. */
  readonly dependsOn?: Readonly<Record<string, readonly string[]>>;
  /** Resource option `protect`; default false. */
  readonly protect?: boolean;
}

/** A few resources that keep or break a rule: documentation and test at once. */
export interface Example {
  /** What it shows. */
  readonly title: string;
  /** The part of `governor.yaml` under `providers.digitalocean` that it stands on; default nothing. */
  readonly settings?: string;
  /** Whether its stack is in an environment that `governor.yaml` marks `production: true`; default false. */
  readonly production?: boolean;
  readonly resources: readonly ExampleResource[];
}

/** What every rule has: data that docs, JSON schema, tests and the pack are made from. */
interface RuleData<P extends Parameters> {
  readonly id: string;
  /** What belongs together in a list of rules, such as `firewall`. */
  readonly group: string;
  readonly title: string;
  readonly severity: Severity;
  /**
   * Default level. A rule with `asked` is mandatory where its settings key asks for it and off where it does not,
   * so it has none.
   */
  readonly level?: Exclude<Level, "remediate">;
  /** The settings key that asks for the rule. */
  readonly asked?: {
    /** Keys in `governor.yaml`, any of which asks for it, such as `providers.digitalocean.regions`. */
    readonly keys: readonly string[];
    /** `yes`: asked for; `no`: a key says no; `absent`: none of the keys is there. */
    by(settings: Settings): "yes" | "no" | "absent";
  };
  /** Class names of the kinds that it looks at; `all`: every governed kind. */
  readonly kinds: readonly string[] | "all";
  readonly params?: P;
  /**
   * Rules that say less of the same: what they find at a place where this one has a finding of at least that weight is
   * not repeated. Where this rule is off, exempt or in doubt, they speak.
   */
  readonly covers?: readonly string[];
  readonly why: string;
  readonly fix: string;
  readonly references: readonly string[];
  /** Ids of the same check elsewhere, such as `CKV_DIO_1`. */
  readonly aliases?: readonly string[];
  readonly good: readonly Example[];
  readonly bad: readonly Example[];
  /** Examples that an unknown value leaves undecided. */
  readonly undecided: readonly Example[];
}

/** A rule that looks at one resource. */
export interface ResourceRule<P extends Parameters = Parameters> extends RuleData<P> {
  readonly scope: "resource";
  check(resource: ResourceView, context: RuleContext<P>): Iterable<Outcome>;
  /**
   * The inputs to set so that the rule is kept, where that is safe. Never an input that replaces the resource: whoever
   * repairs cannot see whether it exists already. Undefined: nothing to repair here.
   */
  readonly remediation?: {
    /** Inputs that it can set, by kind; tests hold them against the kind's replacing inputs. */
    readonly sets: Readonly<Record<string, readonly string[]>>;
    repair(resource: ResourceView, kind: Kind, context: RuleContext<P>): ValueMap | undefined;
  };
}

/** A rule that looks at the stack as a whole. */
export interface StackRule<P extends Parameters = Parameters> extends RuleData<P> {
  readonly scope: "stack";
  /** What the rule cannot do without: on a source with one of these gaps it is undecided. */
  readonly needs: readonly Gap[];
  check(stack: StackView, context: RuleContext<P>): Iterable<Outcome>;
}

/** A rule that adds up over the stack, so that `up` can refuse the resource that breaks the limit. */
export interface TotalRule<P extends Parameters = Parameters> extends RuleData<P> {
  readonly scope: "total";
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

/** Defines a rule: an organisation's own gets docs, levels, exemptions and all sources, as ours do. */
export function defineRule<const P extends Parameters>(rule: Rule<P>): Rule {
  return rule;
}

/** The rule is broken. */
export function violation(property: Property | undefined, message: string, more: Partial<Outcome> = {}): Outcome {
  return { status: "violation", message, ...(property === undefined ? {} : { path: property.path }), ...more };
}

/** An unknown stands in the way. */
export function undecided(property: Property | undefined, message: string, more: Partial<Outcome> = {}): Outcome {
  return { status: "undecided", message, ...(property === undefined ? {} : { path: property.path }), ...more };
}

/**
 * A rule cannot answer a question, such as `whether backups are enabled`. This alone decides what follows: undecided if
 * an Output, a secret or the source hides the value, a violation if it is there and cannot be read.
 */
export function unclear(
  property: Property | undefined,
  question: string,
  cause: Property | Doubt,
  more: Partial<Outcome> = {},
): Outcome {
  const { reason, unreadable } = "unreadable" in cause ? cause : doubtOf(cause);
  const outcome = unreadable ? violation : undecided;
  return outcome(property, `cannot determine ${question}: ${reason}`, more);
}
