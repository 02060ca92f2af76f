import { weaker } from "../catalogue/sourced";
import type { Billing, Monthly, Price, Priced } from "./price";

/** Nothing to pay. */
export const nothing: Monthly = { low: 0, expected: 0, high: 0 };

/** USD rounded to cents. Sums are rounded where they are shown, never on the way. */
export function roundCents(usd: number): number {
  return Math.round((usd + Number.EPSILON) * 100) / 100;
}

/** A range rounded to cents. */
export function roundMonthly(monthly: Monthly): Monthly {
  return { low: roundCents(monthly.low), expected: roundCents(monthly.expected), high: roundCents(monthly.high) };
}

/** The sum of two ranges. */
export function plus(a: Monthly, b: Monthly): Monthly {
  return { low: a.low + b.low, expected: a.expected + b.expected, high: a.high + b.high };
}

/** What is left of a range when another that was in it is taken away. */
export function minus(a: Monthly, b: Monthly): Monthly {
  return { low: a.low - b.low, expected: a.expected - b.expected, high: a.high - b.high };
}

/** A range times a factor that may itself be a range, such as a number of nodes. */
export function times(monthly: Monthly, factor: Monthly): Monthly {
  return {
    low: monthly.low * factor.low,
    expected: monthly.expected * factor.expected,
    high: monthly.high * factor.high,
  };
}

/** USD as in `$18` and `$15.15`. */
export function usd(amount: number): string {
  const rounded = roundCents(amount);
  return `$${Number.isInteger(rounded) ? rounded : rounded.toFixed(2)}`;
}

/** The price of a whole from the prices of its parts: one part without a price leaves the whole without one. */
export function sumOf(parts: readonly Price[]): Price {
  const priced: Priced[] = [];
  for (const part of parts) {
    if (part.state === "unpriced") return part;
    if (part.state === "priced") priced.push(part);
  }
  const [first, ...others] = priced;
  if (first === undefined) return { state: "free" };
  return others.reduce(
    (sum, part) => ({
      state: "priced",
      monthly: plus(sum.monthly, part.monthly),
      basis: `${sum.basis} + ${part.basis}`,
      ...weaker(sum, part),
      billing: lessBounded(sum.billing, part.billing),
    }),
    first,
  );
}

/** How a whole is billed: without a cap if one of its parts has none. */
function lessBounded(a: Billing = "monthly", b: Billing = "monthly"): Billing {
  return a === "uncapped" || b === "uncapped" ? "uncapped" : a === "capped" || b === "capped" ? "capped" : a;
}
