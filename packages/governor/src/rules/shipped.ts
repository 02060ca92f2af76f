import { rules } from ".";
import type { Rule } from "./rule";

let shipped: ReadonlySet<Rule> | undefined;

/** True for a rule of the governor's; false for one of an organisation's own. */
export function isShipped(rule: Rule): boolean {
  shipped ??= new Set(rules);
  return shipped.has(rule);
}
