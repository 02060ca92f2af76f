import type { UsageAssumptions, UsageSection } from "../cost/price";
import { defaultUsage, usageKeys } from "../cost/usage";
import { nearest } from "../settings/nearest";
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

/** What can take an assumption of its own. */
interface Named {
  readonly name: string;
  readonly kind?: { readonly name: string; readonly usage?: UsageSection } | undefined;
}

/** What is said under `usage.resources` and changes no price: of what is not there, or what a kind is not billed by. */
export function unusedAssumptions(
  resources: Iterable<Named>,
  { resources: own = {} }: Pick<UsageAssumptions, "resources">,
): readonly string[] {
  const named = new Map<string, Named[]>();
  for (const resource of resources) {
    for (const key of [resource.name, `${resource.kind?.name}::${resource.name}`]) {
      const known = named.get(key);
      if (known === undefined) named.set(key, [resource]);
      else known.push(resource);
    }
  }
  const governed = [...named].flatMap(([name, all]) => (all.some(({ kind }) => kind !== undefined) ? [name] : []));
  return Object.entries(own).flatMap(([name, usage]) => {
    const of = named.get(name);
    if (of === undefined) {
      const near = nearest(name, governed);
      const hint = near === undefined ? "" : `; did you mean ${JSON.stringify(near)}?`;
      return [`usage.resources names ${JSON.stringify(name)}, which is not a resource of this stack${hint}`];
    }
    const counted = new Set<string>(of.flatMap(({ kind }) => (kind?.usage === undefined ? [] : usageKeys[kind.usage])));
    const idle = Object.keys(usage).filter((key) => !counted.has(key));
    if (idle.length === 0) return [];
    const kinds = [...new Set(of.map(({ kind }) => kind?.name ?? "component"))].join(" and ");
    return [
      `usage.resources[${JSON.stringify(name)}] sets ${idle.join(", ")}, which the price of a ${kinds} does not depend on`,
    ];
  });
}
