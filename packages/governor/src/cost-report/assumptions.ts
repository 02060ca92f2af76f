import type { CostEntry } from "../cost/estimate";
import type { UsageAssumptions } from "../cost/price";
import { defaultUsage } from "../cost/usage";

type Section = Exclude<keyof UsageAssumptions, "resources">;

/** The kinds of each section of `usage`, and what is assumed where it says nothing. */
const sections: Readonly<Record<Section, { readonly kinds: readonly string[]; readonly default: string }>> = {
  spaces: { kinds: ["SpacesBucket", "Bucket", "BucketV2"], default: "what the subscription includes" },
  droplet: {
    kinds: ["Droplet", "DropletAutoscale", "KubernetesCluster", "KubernetesNodePool"],
    default: "transfer within what the sizes include",
  },
  app: { kinds: ["App"], default: "transfer within what the containers include, jobs of a minute a run" },
  load_balancer: { kinds: ["LoadBalancer"], default: "what a global load balancer includes" },
  nat_gateway: { kinds: ["VpcNatGateway"], default: "transfer within what the nodes include" },
  vpc_peering: { kinds: ["VpcPeering"], default: "none: a peering of two datacenters has no price" },
  container_registry: {
    kinds: ["ContainerRegistry", "ContainerRegistries"],
    default: "storage within the subscription",
  },
  database: { kinds: ["DatabaseCluster", "DatabaseReplica"], default: "storage that does not grow" },
};

/** What is assumed of the usage of a stack, one line for each section that it has resources for. */
export function assumptionsOf(entries: readonly CostEntry[], usage: UsageAssumptions): readonly string[] {
  const kinds = new Set(entries.map(({ kind }) => kind));
  const named = Object.entries(usage.resources ?? {}).map(([name, own]) => `${name}: ${words(own)}`);
  const of = (section: Section): string => {
    const set = usage[section];
    const isDefault = set === undefined || JSON.stringify(set) === JSON.stringify(defaultUsage[section]);
    return isDefault ? `${section}: ${sections[section].default} (default)` : `${section}: ${words(set)}`;
  };
  const isSection = (name: string): name is Section => Object.hasOwn(sections, name);
  return [
    ...Object.keys(sections)
      .filter(isSection)
      .flatMap((section) => (sections[section].kinds.some((kind) => kinds.has(kind)) ? [of(section)] : [])),
    ...named,
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
