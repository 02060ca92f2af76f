import type { Problem } from "@infrafabric/governor";

/** Each key once; one that is there before is a problem. */
export function distinctKeys(
  argument: string,
  keys: readonly string[],
  problem: (path: string, message: string, more?: Pick<Problem, "hint">) => void,
): readonly string[] {
  for (const [index, key] of keys.entries()) {
    if (keys.indexOf(key) < index) {
      problem(`${argument}[${index}]`, `"${key}" is a duplicate`, { hint: "use each key once" });
    }
  }
  return [...new Set(keys)];
}
