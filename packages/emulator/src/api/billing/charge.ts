import { monthlyCost } from "@infrafabric/governor";
import { prices } from "@infrafabric/governor/internal";
import { bucketTable } from "../../spaces/buckets/bucket.ts";
import type { Account } from "../../state/account.ts";
import type { TableKind } from "../../state/table.ts";
import { appTable } from "../apps/app.ts";
import type { AppSpec } from "../apps/spec.ts";
import { clusterTable } from "../databases/cluster.ts";
import { replicaTable } from "../databases/replica.ts";
import { dropletTable } from "../droplets/droplet.ts";
import { imageTable } from "../images/image.ts";
import { kubernetesTable } from "../kubernetes/cluster.ts";
import { loadBalancerTable } from "../load-balancers/load-balancer.ts";
import {
  appInputs,
  databaseInputs,
  dropletInputs,
  loadBalancerInputs,
  replicaInputs,
  volumeInputs,
} from "../priced-inputs.ts";
import { subscriptionTable, tierAnswer } from "../registries/subscription.ts";
import { volumeTable } from "../volumes/volume.ts";
import { volumeSnapshotTable } from "../volumes/volume-snapshot.ts";

/** What an account pays for one thing that it has. */
export interface Charge {
  /** As an invoice groups it: `Droplets`. */
  readonly product: string;
  /** Of the resource; empty for what is paid once. */
  readonly id: string;
  readonly description: string;
  /** USD; zero where no price is published. */
  readonly monthly: number;
  /** Milliseconds since 1970. */
  readonly since: number;
}

type Source = (account: Account) => readonly Charge[];

function chargesIn<T>(
  product: string,
  table: TableKind<T>,
  read: (row: T) => Omit<Charge, "product" | "since"> & { readonly created_at: string },
): Source {
  return (account) =>
    table
      .of(account)
      .all()
      .map(read)
      .map(({ created_at, ...charge }) => ({ ...charge, product, since: Date.parse(created_at) }))
      .filter(({ monthly }) => monthly > 0);
}

const cost = (kind: string, inputs: object): number => monthlyCost([{ kind, inputs }]).monthly;
const sitesOf = ({ name, static_sites = [] }: AppSpec) => appInputs({ name, static_sites });
const stored = (gigabytes: number): number => gigabytes * prices.snapshot.usd;

/** Prices are the governor's. The nodes of Kubernetes clusters are charged as the Droplets that they are. */
const sources: readonly Source[] = [
  chargesIn("Droplets", dropletTable, (droplet) => ({
    id: String(droplet.id),
    description: `${droplet.name} (${droplet.size})`,
    monthly: cost("Droplet", dropletInputs(droplet)),
    created_at: droplet.created_at,
  })),
  chargesIn("Volumes", volumeTable, (volume) => ({
    id: volume.id,
    description: `${volume.name} (${volume.size_gigabytes} GiB)`,
    monthly: cost("Volume", volumeInputs(volume)),
    created_at: volume.created_at,
  })),
  chargesIn("Snapshots", volumeSnapshotTable, ({ id, name, size_gigabytes, created_at }) => ({
    id,
    description: name,
    monthly: stored(size_gigabytes),
    created_at,
  })),
  chargesIn("Images", imageTable, ({ id, name, type, size_gigabytes, created_at }) => ({
    id: String(id),
    description: name,
    // A backup is paid for with its Droplet.
    monthly: type === "backup" ? 0 : stored(size_gigabytes),
    created_at,
  })),
  chargesIn("Load Balancers", loadBalancerTable, (balancer) => ({
    id: balancer.id,
    description: balancer.name,
    monthly: cost("LoadBalancer", loadBalancerInputs(balancer)),
    created_at: balancer.created_at,
  })),
  chargesIn("Database Clusters", clusterTable, (cluster) => ({
    id: cluster.id,
    description: `${cluster.name} (${cluster.num_nodes} x ${cluster.size})`,
    monthly: cost("DatabaseCluster", databaseInputs(cluster)),
    created_at: cluster.created_at,
  })),
  chargesIn("Database Replicas", replicaTable, (replica) => ({
    id: replica.id,
    description: `${replica.name} (${replica.size})`,
    monthly: cost("DatabaseReplica", replicaInputs(replica)),
    created_at: replica.created_at,
  })),
  chargesIn("Kubernetes Clusters", kubernetesTable, ({ id, name, ha, created_at }) => ({
    id,
    description: `${name} (high availability)`,
    monthly: ha ? prices.kubernetesHighAvailability.usd : 0,
    created_at,
  })),
  chargesIn("App Platform", appTable, ({ id, spec, created_at }) => ({
    id,
    description: spec.name,
    monthly: cost("App", appInputs({ ...spec, static_sites: [] })),
    created_at,
  })),
  (account) => {
    // The first are free for the account, whichever apps they are of.
    const apps = appTable.of(account).all();
    const monthly = monthlyCost(apps.map(({ spec }) => ({ kind: "App", inputs: sitesOf(spec) }))).monthly;
    const since = Math.max(...apps.map(({ created_at }) => Date.parse(created_at)));
    if (monthly === 0) return [];
    return [{ product: "App Platform", id: "", description: "Static sites", monthly, since }];
  },
  chargesIn("Container Registry", subscriptionTable, ({ tier, created_at }) => ({
    id: "",
    description: `${tierAnswer(tier).name} subscription`,
    monthly: tierAnswer(tier).monthly_price_in_cents / 100,
    created_at,
  })),
  (account) => {
    // The account pays once, from its first bucket on.
    const [first] = bucketTable
      .of(account)
      .all()
      .map(({ created }) => created)
      .toSorted((a, b) => a - b);
    const { usd } = prices.spacesSubscription;
    if (first === undefined) return [];
    return [{ product: "Spaces", id: "", description: "Spaces subscription", monthly: usd, since: first }];
  },
];

/** What an account pays for what it has now. What it has deleted is forgotten, and no longer charged. */
export function chargesOf(account: Account): readonly Charge[] {
  return sources.flatMap((source) => source(account));
}
