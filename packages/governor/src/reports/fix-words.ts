import type { Finding } from "../findings/finding";

/** What to do, and that the fix replaces the resource, unless the rule says so itself. */
export function fixWords({ fix, replaces }: Pick<Finding, "fix" | "replaces">): string {
  return replaces === true && !/\breplac/i.test(fix) ? `${fix} (this replaces the resource)` : fix;
}
