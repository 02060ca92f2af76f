import type { Value } from "@infrafabric/governor";
import type { Resource } from "./resources.ts";

/** What an account's resources cost. */
export interface AccountCost {
  /** USD per month, without what is unpriced. */
  readonly monthly: number;
  /** USD per month by the key of the resource; what has no price is missing. */
  readonly byKey: Readonly<Record<string, number>>;
  /** What the account pays once, such as the Spaces subscription. */
  readonly shared: readonly { readonly name: string; readonly monthly: number }[];
  /** What has no published price, each with the reason. */
  readonly unpriced: readonly string[];
}

/** Estimates by the governor's catalogue. It is loaded with the first question, as nothing else here needs it. */
export async function costOf(resources: readonly Resource[]): Promise<AccountCost> {
  const { estimateCost } = await import("@infrafabric/governor");
  const { kindNamed, plainValue, viewOf } = await import("@infrafabric/governor/internal");
  const views = resources.flatMap(({ key, kind: className, name, inputs }) => {
    const kind = kindNamed(className);
    if (kind === undefined || inputs === undefined) return [];
    const values: Record<string, Value> = {};
    for (const [input, value] of Object.entries(inputs)) values[input] = plainValue(value);
    return [viewOf({ urn: key, type: kind.type, name, inputs: values }, kind)];
  });
  const { entries, total, unpriced } = estimateCost(views);
  const priced = entries.flatMap(({ urn, kind, price }) =>
    price.state === "priced" ? [{ urn, kind, monthly: price.monthly.expected }] : [],
  );
  return {
    monthly: total.expected,
    byKey: Object.fromEntries(priced.flatMap(({ urn, monthly }) => (urn === undefined ? [] : [[urn, monthly]]))),
    shared: priced.flatMap(({ urn, kind, monthly }) =>
      urn === undefined && monthly > 0 ? [{ name: kind, monthly }] : [],
    ),
    unpriced: unpriced.map(({ urn, kind, reason }) => `${kind} ${nameIn(resources, urn)}: ${reason}`),
  };
}

const nameIn = (resources: readonly Resource[], key: string) => resources.find((one) => one.key === key)?.name ?? key;
