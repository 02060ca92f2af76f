import type { Finding } from "../findings/finding";

/** What to do, and what it costs if the fix replaces the resource. */
export function fixWords({ fix, replaces }: Pick<Finding, "fix" | "replaces">): string {
  return replaces === true ? `${fix} (this replaces the resource)` : fix;
}
