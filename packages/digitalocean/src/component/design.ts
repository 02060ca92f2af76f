import type { Problem, Settings } from "@infrafabric/governor";
import * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "./args";
import type { ArgumentPath } from "./argument-path";
import type { DeclaredArguments } from "./declared-arguments";
import { defined } from "./defined";
import { joinTags } from "./join-tags";
import { labelsOf } from "./labels";
import type { Plan } from "./plan";
import type { Overridden } from "./provenance";

/** What the children of a component are planned from. */
export interface Design<Args> {
  readonly name: string;
  readonly opts: pulumi.ComponentResourceOptions;
  readonly plan: Plan<ArgumentPath<Args>>;
  readonly settings: Settings;
  /** The label tags, `key:value`. */
  readonly labels: readonly string[];
  /** The arguments without those at fault. */
  readonly args: Partial<Args>;
  /** A required argument; where it is missing, which is a problem already, something that stands for it. */
  need<K extends keyof Args>(key: K): NonNullable<Args[K]> | pulumi.Output<pulumi.Unwrap<NonNullable<Args[K]>>>;
  /** True where an argument is given, rightly or wrongly. */
  given(key: keyof Args & string): boolean;
  /** True where an argument is given but at fault, so that `args` does not tell what it says. */
  faulty(key: keyof Args & string): boolean;
  /** Says that an argument is wrong. */
  problem(path: string, message: string, more?: Pick<Problem, "allowed" | "hint">): void;
  /** Lays the inputs that an argument overrides over the component's own; tags add up. */
  overlay<A extends object>(argument: keyof Args & string, own: A): Overlaid<A>;
}

/** Inputs of a child, and which of them an argument overrides. */
export interface Overlaid<A> {
  readonly inputs: A;
  readonly overrides: Overridden;
}

/** What a design is made from. */
export interface DesignParts<Args> extends Pick<Design<Args>, "name" | "opts" | "plan" | "settings" | "args"> {
  readonly declared: DeclaredArguments<Args>;
  /** The arguments as the program gives them. */
  readonly given: Args;
  /** Where problems go. */
  readonly problems: Problem[];
}

/** Opens the design of a component. */
export function designOf<Args extends GovernedArgs>({
  declared,
  given,
  problems,
  ...parts
}: DesignParts<Args>): Design<Args> {
  const { args, settings } = parts;
  const problem: Design<Args>["problem"] = (path, message, more = {}) => {
    problems.push({ path, message, ...more });
  };
  // As everywhere: null counts as left out, and what is not there must not be waited for.
  const isGiven = (key: keyof Args) => (given?.[key] ?? undefined) !== undefined;
  return {
    ...parts,
    labels: labelsOf(settings, args.tags),
    need: (key) => args[key] ?? pulumi.deferredOutput<pulumi.Unwrap<NonNullable<Args[typeof key]>>>()[0],
    given: isGiven,
    faulty: (key) => isGiven(key) && args[key] === undefined,
    problem,
    overlay(argument, own) {
      const over = overridesIn(args[argument]);
      const decided = declared.decidedIn(argument);
      for (const [input, decidedBy] of Object.entries(decided)) {
        if (input in over) problem(`${argument}.${input}`, "is decided by the component", { hint: decidedBy });
      }
      const free = Object.fromEntries(Object.entries(over).filter(([input]) => !(input in decided)));
      const inputs = { ...own, ...free };
      if ("tags" in own && "tags" in free) Object.assign(inputs, { tags: joinTags(own.tags, free.tags) });
      return {
        inputs,
        overrides: { argument, inputs: new Set(Object.keys(free)), decided: new Set(Object.keys(decided)) },
      };
    },
  };
}

function overridesIn(argument: unknown): object {
  return typeof argument === "object" && argument !== null ? defined(argument) : {};
}
