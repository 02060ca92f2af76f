import type { Finding, RuleId } from "@infrafabric/governor";

/**
 * Where a child comes from, so that a problem about it names the argument to change. An input that an argument overrides
 * comes from there, whatever stands here.
 */
export interface Provenance<Argument extends string = string> {
  /**
   * By rule: the argument that decides whether the child violates it, and what to do with that argument. Without an
   * argument it is the one that decides the input.
   */
  readonly rules?: Partial<Readonly<Record<RuleId, { readonly argument?: Argument; readonly fix: string }>>>;
  /** By input path: the argument that decides the input and all below it. */
  readonly inputs?: Readonly<Record<string, Argument>>;
  /** By input path: the argument that is built as the input is, so that what is below the one is below the other. */
  readonly mirrors?: Readonly<Record<string, Argument>>;
  /** The argument that decides whether the child is there: whatever else is wrong with it comes from there. */
  readonly whole?: Argument;
}

/** The inputs of a child that an argument overrides. */
export interface Overridden {
  readonly argument: string;
  readonly inputs: ReadonlySet<string>;
  /** Those that it may not override. Default: none. */
  readonly decided?: ReadonlySet<string>;
}

/** The argument to change, and what to do with it where that is known better than by the rule. */
export interface ArgumentAtFault {
  readonly argument: string;
  readonly fix?: string;
}

/** The argument of the component that a finding about a child comes from. */
export function argumentAtFault(
  { rule, path = "" }: Pick<Finding, "rule" | "path">,
  from: Provenance,
  overrides: Overridden | undefined,
): ArgumentAtFault {
  const byRule = Object.entries(from.rules ?? {}).find(([id]) => id === rule)?.[1];
  const fix = byRule === undefined || isOverridden(path, overrides) ? {} : { fix: byRule.fix };
  if ("fix" in fix && byRule?.argument !== undefined) return { argument: byRule.argument, ...fix };
  const argument = argumentOf(path, from, overrides);
  if (argument !== undefined) return { argument, ...fix };
  if (from.whole !== undefined) return { argument: from.whole };
  if (overrides === undefined || path === "") return { argument: "" };
  // Of an input that the component sets, what the program overrides is more likely the cause than the input itself.
  return { argument: overrides.inputs.size > 0 ? overrides.argument : `${overrides.argument}.${path}` };
}

/** The argument that decides an input; undefined for one that the component sets of itself. */
export function argumentOf(path: string, from: Provenance, overrides: Overridden | undefined): string | undefined {
  if (overrides !== undefined && isOverridden(path, overrides)) return `${overrides.argument}.${path}`;
  const input = longestWithin(path, from.inputs);
  const mirror = longestWithin(path, from.mirrors);
  if (mirror !== undefined && mirror.path.length > (input?.path.length ?? -1)) {
    return `${mirror.argument}${path.slice(mirror.path.length)}`;
  }
  return input?.argument;
}

/** True for the path of an input that an argument overrides. */
export function isOverridden(path: string, overrides: Overridden | undefined): boolean {
  const [head = ""] = path.split(/[.[]/);
  return overrides?.inputs.has(head) === true;
}

function longestWithin(
  path: string,
  arguments_: Readonly<Record<string, string>> = {},
): { readonly path: string; readonly argument: string } | undefined {
  let longest: { readonly path: string; readonly argument: string } | undefined;
  for (const [input, argument] of Object.entries(arguments_)) {
    const isAround = path === input || path.startsWith(`${input}.`) || path.startsWith(`${input}[`);
    if (isAround && input.length >= (longest?.path.length ?? 0)) longest = { path: input, argument };
  }
  return longest;
}
