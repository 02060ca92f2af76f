import { valueAt } from "@infrafabric/governor/internal";
import type { Child } from "./child";

/** An override that takes the place of what an argument says, so that the argument would be ignored. */
export interface OverriddenArgument {
  /** The override, such as `vpcArgs.ipRange`. */
  readonly override: string;
  /** What it overrides, such as `ipRange`. */
  readonly argument: string;
}

/**
 * Finds optional arguments that are given although an override says otherwise of every input that they decide. Tags add
 * up.
 *
 * @param args The arguments that are given and may be left out.
 */
export function overriddenArguments(children: readonly Child[], args: object): readonly OverriddenArgument[] {
  const overrides = new Map<string, Set<string>>();
  const heard = new Set<string>();
  for (const child of children) {
    const { inputs = {}, mirrors = {} } = child.from;
    for (const [path, argument] of Object.entries({ ...mirrors, ...inputs })) {
      const value = valueAt(args, segmentsOf(argument));
      if (value === undefined || path === "tags") continue;
      const [input = ""] = segmentsOf(path);
      if (!child.overrides?.inputs.has(input) || valueAt(child.inputs, segmentsOf(path)) === value) heard.add(argument);
      else overrides.set(argument, (overrides.get(argument) ?? new Set()).add(`${child.overrides.argument}.${input}`));
    }
  }
  return [...overrides].flatMap(([argument, all]) =>
    heard.has(argument) ? [] : [...all].map((override) => ({ override, argument })),
  );
}

function segmentsOf(path: string): readonly string[] {
  return path.match(/[^.[\]]+/g) ?? [];
}
