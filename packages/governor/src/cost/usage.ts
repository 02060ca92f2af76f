import { spacesIncluded } from "../catalogue/prices";
import type { ResourceView } from "../view/resource";
import type { Monthly, ResourceUsage, UsageAssumptions, UsageSection } from "./price";

/** The assumptions where `governor.yaml` makes none: what the Spaces subscription includes, paid by this stack. */
export const defaultUsage: UsageAssumptions = {
  spaces: {
    storage_gib: spacesIncluded.storageGib,
    outbound_gib: spacesIncluded.outboundGib,
    subscription_active: false,
  },
};

/** What can be assumed of a single resource of each section: a team has one Spaces subscription for all its buckets. */
export const usageKeys: Readonly<Record<UsageSection, readonly (keyof ResourceUsage)[]>> = {
  spaces: [],
  droplet: ["outbound_gib"],
  app: ["outbound_gib", "job_hours", "function_gib_seconds"],
  load_balancer: ["outbound_gib", "requests_million"],
  nat_gateway: ["outbound_gib"],
  vpc_peering: ["outbound_gib"],
  container_registry: ["storage_gib", "growth_gib"],
  database: ["growth_gib"],
};

/** What is assumed of a resource: of itself by `Kind::name` or name, else of its kind; undefined for nothing. */
export function assumed(
  { name, kind }: ResourceView,
  usage: UsageAssumptions,
  what: keyof ResourceUsage,
): number | undefined {
  const own = usage.resources ?? {};
  const of = (key: string): number | undefined => (Object.hasOwn(own, key) ? own[key]?.[what] : undefined);
  const ofKind: ResourceUsage = kind?.usage === undefined ? {} : (usage[kind.usage] ?? {});
  return of(`${kind?.name}::${name}`) ?? of(name) ?? ofKind[what];
}

/** An amount that grows over the month: what there is at its start, in its middle and at its end. */
export function growing(amount: number, growth = 0): Monthly {
  return { low: amount, expected: amount + growth / 2, high: amount + growth };
}
