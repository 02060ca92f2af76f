import type { CostDiff } from "../cost/diff";
import { nothing, roundMonthly } from "../cost/money";
import type { Monthly, Price } from "../cost/price";
import { governorVersion } from "../version";
import type { CostReport } from "./cost-report";

/** Writes a report as JSON, for a machine. */
export function costJson(report: CostReport): string {
  const { estimate, rows, budgets, catalogue, counts, change, whatIfs } = report;
  const whole = budgets.find(({ path }) => path === "cost_limit_monthly");
  const document = {
    version: governorVersion,
    currency: "USD",
    catalogue: {
      asOf: catalogue.asOf,
      ageDays: catalogue.days,
      ...(catalogue.refreshed === undefined ? {} : { refreshed: catalogue.refreshed }),
    },
    summary: counts,
    total: estimate.total,
    fixed: estimate.fixed,
    usage: estimate.usage,
    unpriced: estimate.unpriced.map(({ urn }) => urn),
    budget: whole === undefined ? null : { limit: whole.limit, remaining: whole.remaining },
    budgets: budgets.map(({ path, limit, remaining, estimate: { total } }) => ({
      path,
      limit,
      expected: total.expected,
      remaining,
    })),
    exemptions: report.findings.flatMap(({ status, exemption, rule, path = null }) =>
      status === "exempt" && exemption !== undefined ? [{ rule, path, ...exemption }] : [],
    ),
    resources: rows.map(
      ({ entry: { urn = null, kind, charge, price }, component = null, hourly, size = null, region = null }) => ({
        urn,
        kind,
        component,
        size,
        region,
        monthly: monthlyJson(price),
        hourly: hourly === undefined ? null : perHour(hourly.expected),
        hourlyRange: hourly === undefined ? null : { low: perHour(hourly.low), high: perHour(hourly.high) },
        charge,
        basis: price.state === "unpriced" ? price.reason : (price.basis ?? "free"),
        confidence: price.state === "priced" ? price.confidence : null,
        asOf: price.state === "priced" ? (price.asOf ?? null) : null,
      }),
    ),
    ...(change === undefined ? {} : { change: { since: change.since, ...diffJson(change) } }),
    ...(whatIfs.length === 0 ? {} : { whatIf: whatIfs.map((diff) => ({ words: diff.words, ...diffJson(diff) })) }),
    assumptions: report.assumptions,
    notices: report.notices,
  };
  return JSON.stringify(document, null, 2);
}

/** Null for a price that is not known, in cents like the sums. */
function monthlyJson(price: Price): Monthly | null {
  if (price.state === "priced") return roundMonthly(price.monthly);
  return price.state === "free" ? nothing : null;
}

function perHour(usd: number): number {
  return Math.round(usd * 1e5) / 1e5;
}

function diffJson({ changes, unchanged, before, after, difference, unpriced, incomplete }: CostDiff) {
  return {
    before,
    after,
    difference,
    unpriced,
    incomplete,
    unchanged,
    resources: changes.map(({ urn = null, kind, action, before: from, after: to, difference: by = null }) => ({
      urn,
      kind,
      action,
      before: from === undefined ? null : monthlyJson(from),
      after: to === undefined ? null : monthlyJson(to),
      difference: by,
    })),
  };
}
