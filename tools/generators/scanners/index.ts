import type { Rule } from "@infrafabric/governor";
import { checkov } from "./checkov.ts";
import { cnspec } from "./cnspec.ts";
import type { Check, Scanner } from "./scanner.ts";
import { scoutSuite } from "./scout-suite.ts";
import { thrifty } from "./thrifty.ts";
import { trivy } from "./trivy.ts";

/** The scanners that have checks for DigitalOcean. */
export const scanners: readonly Scanner[] = [checkov, trivy, cnspec, scoutSuite, thrifty];

/** The ids of the rules that cover a check. */
export function coverOf({ id, cover }: Check, rules: readonly Rule[]): readonly string[] {
  if (cover === "alias") return rules.filter(({ aliases }) => aliases?.includes(id)).map((rule) => rule.id);
  return "rules" in cover ? cover.rules : [];
}
