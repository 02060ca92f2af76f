import { prices } from "../catalogue/prices";
import type { CostEntry } from "../cost/estimate";
import { usd } from "../cost/money";
import { someOf } from "../cost/some-of";
import type { ResourceView } from "../view/resource";

/** What surprises people on the bill, of which some resources of a stack are cases. */
interface Trap {
  /** What it is, after the names of the resources. */
  readonly words: string;
  has(resource: ResourceView, entry: CostEntry): boolean;
}

const isKind =
  (...kinds: readonly string[]) =>
  ({ kind }: ResourceView) =>
    kinds.includes(kind?.name ?? "");

const traps: readonly Trap[] = [
  {
    words: `ha is not set: it is on by default from Kubernetes 1.36, costs ${usd(prices.kubernetesHighAvailability.usd)} a month and cannot be turned off again`,
    has: (resource, { price }) =>
      isKind("KubernetesCluster")(resource) &&
      !resource.given("ha").present &&
      price.state === "priced" &&
      price.basis.includes("high availability"),
  },
  {
    words: "backups without a plan are daily and add 30 %, not the 20 % of weekly ones",
    has: (resource) =>
      isKind("Droplet")(resource) &&
      resource.read("backups").boolean() === true &&
      !resource.given("backupPolicy").present,
  },
  {
    words: "performanceTier is not set: the default is high, at twice the price, and cannot be lowered",
    has: (resource) => isKind("Nfs")(resource) && !resource.given("performanceTier").present,
  },
  {
    words: "billed by the second without a monthly cap: a month of 744 hours costs the most",
    has: (_, { price }) => price.state === "priced" && price.billing === "uncapped",
  },
  {
    words: `a reserved IPv4 address is free only while it is assigned, else it costs ${usd(prices.reservedIpUnassigned.usd)} a month`,
    has: ({ kind }, { price }) => kind?.reservedAddress === true && price.state === "priced",
  },
  {
    words: "snapshots and volumes are billed until they are deleted, also after their Droplet is gone",
    has: isKind("Volume", "VolumeSnapshot", "DropletSnapshot"),
  },
  {
    words: "a powered-off Droplet is billed in full",
    has: isKind("Droplet", "DropletAutoscale"),
  },
  {
    words: `what runs in the cluster is not in this stack: each Service of type LoadBalancer costs ${usd(prices.loadBalancerRegional.usd)} a month, each volume ${usd(prices.volume.usd)} per GiB`,
    has: isKind("KubernetesCluster"),
  },
  {
    words: `Spaces costs ${usd(prices.spacesSubscription.usd)} once per team, not per bucket: set usage.spaces.subscription_active if another stack pays for it`,
    has: ({ kind }) => kind?.bucket === true,
  },
];

/** What to know about the prices of a stack, each with the resources that it concerns. */
export function trapsOf(
  entries: readonly { readonly entry: CostEntry; readonly resource: ResourceView }[],
): readonly string[] {
  return traps.flatMap(({ words, has }) => {
    const names = entries.flatMap(({ entry, resource }) =>
      has(resource, entry) ? [`${entry.kind} ${resource.name}`] : [],
    );
    return names.length === 0 ? [] : [`${someOf(names, 3)}: ${words}`];
  });
}
