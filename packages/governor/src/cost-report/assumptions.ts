import type { UsageAssumptions, UsageSection } from "../cost/price";
import { defaultUsage } from "../cost/usage";
import type { ResourceView } from "../view/resource";

/** What is assumed where a section of `usage` says nothing. */
const defaults: Readonly<Record<UsageSection, string>> = {
  spaces: "what the subscription includes",
  droplet: "transfer within what the sizes include",
  app: "transfer within what the containers include, jobs of a minute a run",
  load_balancer: "what a global load balancer includes",
  nat_gateway: "transfer within what the nodes include",
  vpc_peering: "none: a peering of two datacenters has no price",
  container_registry: "storage within the subscription",
  database: "storage that does not grow",
};

/** What is assumed of the usage of a stack, one line for each section that it has resources for. */
export function assumptionsOf(resources: Iterable<ResourceView>, usage: UsageAssumptions): readonly string[] {
  const used = new Set([...resources].flatMap(({ managed, kind }) => (managed ? (kind?.usage ?? []) : [])));
  const of = (section: UsageSection): string => {
    const set = usage[section];
    const isDefault = set === undefined || JSON.stringify(set) === JSON.stringify(defaultUsage[section]);
    return isDefault ? `${section}: ${defaults[section]} (default)` : `${section}: ${words(set)}`;
  };
  return [
    ...[...used].sort().map(of),
    ...Object.entries(usage.resources ?? {}).map(([name, own]) => `${name}: ${words(own)}`),
  ];
}

function words(set: object): string {
  return Object.entries(set)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(", ");
}

/** Names under `usage.resources` that no resource has. */
export function unmatchedUsage(
  resources: Iterable<{ readonly name: string; readonly kind?: { readonly name: string } | undefined }>,
  usage: UsageAssumptions,
): readonly string[] {
  const names = new Set([...resources].flatMap(({ name, kind }) => [name, `${kind?.name}::${name}`]));
  return Object.keys(usage.resources ?? {}).filter((name) => !names.has(name));
}
