import type { Value } from "@infrafabric/governor";
import { costTotal, kindNamed, neighboursOf, plainValue, viewOf } from "@infrafabric/governor/internal";
import type { Resource } from "../../state/resource.ts";

/** What something costs. */
export interface Cost {
  /** Undefined for what the account pays once, such as the Spaces subscription. */
  readonly resource?: Resource;
  /** Of the resource, or of what is paid once. */
  readonly name: string;
  /** USD per month. */
  readonly monthly: number;
  /** Since when it costs that. */
  readonly since: string;
}

/** What an account's resources cost, by the governor's prices. */
export interface AccountCost {
  /** What costs something; the page and invoices have nothing else. */
  readonly costs: readonly Cost[];
  /** What has no published price, each with the reason. */
  readonly unpriced: readonly string[];
}

/** Estimates what resources cost. What is paid once is paid since the resource that made it as dear as it is. */
export function costOf(resources: readonly Resource[]): AccountCost {
  const paid = resources
    .flatMap((resource) => {
      const view = viewIn(resource);
      return view === undefined ? [] : [{ resource, view, since: resource.since ?? "" }];
    })
    .toSorted((a, b) => (a.since < b.since ? -1 : 1));
  const total = costTotal(undefined, neighboursOf(paid.map(({ view }) => view)));
  const shared = new Map<string, Cost>();
  const own: Cost[] = [];
  const unpriced: string[] = [];
  for (const { resource, view, since } of paid) {
    for (const { urn, kind, price } of total.add(view)) {
      if (price.state === "unpriced") unpriced.push(`${kind} ${resource.name}: ${price.reason}`);
      if (price.state !== "priced") continue;
      const monthly = price.monthly.expected;
      if (urn === undefined) shared.set(kind, { name: kind, monthly, since });
      else own.push({ resource, name: resource.name, monthly, since });
    }
  }
  return { costs: [...own, ...shared.values()].filter(({ monthly }) => monthly > 0), unpriced };
}

function viewIn({ key, kind: className, name, inputs }: Resource) {
  const kind = kindNamed(className);
  if (kind === undefined || inputs === undefined) return undefined;
  const values: Record<string, Value> = {};
  for (const [input, value] of Object.entries(inputs)) values[input] = plainValue(value);
  return viewOf({ urn: key, type: kind.type, name, inputs: values }, kind);
}
