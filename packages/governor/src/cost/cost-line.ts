import { nameOf } from "../view/urn";
import type { CostEstimate } from "./estimate";
import { usd } from "./money";
import { someOf } from "./some-of";

/**
 * What a stack costs in one line, such as `monthly cost: $24 expected ($18 to $48), 1 resource without a known price:
 * Nfs share`; undefined for a stack without a DigitalOcean resource.
 */
export function costLine({ entries, total, unpriced }: CostEstimate): string | undefined {
  if (entries.length === 0) return undefined;
  const { low, expected, high } = total;
  const range = low === high ? "" : ` expected (${usd(low)} to ${usd(high)})`;
  const sum = entries.some(({ price }) => price.state === "priced") || unpriced.length === 0 ? usd(expected) : "-";
  if (unpriced.length === 0) return `monthly cost: ${sum}${range}`;
  const names = unpriced.map(({ kind, urn }) => `${kind} ${nameOf(urn)}`);
  const noun = names.length === 1 ? "resource" : "resources";
  return `monthly cost: ${sum}${range}, ${names.length} ${noun} without a known price: ${someOf(names)}`;
}
