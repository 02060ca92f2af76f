import { costOf } from "../api/billing/cost.ts";
import type { Account } from "../state/account.ts";
import { keyOf, resourcesOf } from "../state/resource.ts";

/** An account as the page draws it: what it has, and what that costs in USD per month. */
export function shownAccount(account: Account) {
  const resources = resourcesOf(account);
  const { costs, unpriced } = costOf(resources);
  return {
    id: account.id,
    cost: {
      monthly: costs.reduce((sum, { monthly }) => sum + Math.round(monthly * 100), 0) / 100,
      byKey: Object.fromEntries(
        costs.flatMap(({ resource, monthly }) => (resource === undefined ? [] : [[resource.key, monthly]])),
      ),
      shared: costs.flatMap(({ resource, name, monthly }) => (resource === undefined ? [{ name, monthly }] : [])),
      unpriced,
    },
    resources: resources.map(({ key, kind, id, name, region, status, vpcs: [vpc, ...others], targets }) => ({
      ...{ key, kind, id, name, region, status },
      // Of several it is drawn in the first.
      ...(vpc === undefined ? {} : { vpc: keyOf("Vpc", vpc) }),
      targets: [...new Set([...targets, ...others.map((other) => keyOf("Vpc", other))])],
    })),
  };
}
