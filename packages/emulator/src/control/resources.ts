import { appTable } from "../api/apps/app.ts";
import { poolMembers, poolTable } from "../api/autoscale/pool.ts";
import { endpointTable } from "../api/cdn/endpoint.ts";
import { certificateTable } from "../api/certificates/certificate.ts";
import { clusterTable } from "../api/databases/cluster.ts";
import { replicaTable } from "../api/databases/replica.ts";
import { domainTable } from "../api/domains/domain.ts";
import { dropletsTagged, dropletTable } from "../api/droplets/droplet.ts";
import { dropletsBehind, firewallTable } from "../api/firewalls/firewall.ts";
import { kubernetesTable } from "../api/kubernetes/cluster.ts";
import { poolsOf } from "../api/kubernetes/node-pool.ts";
import { loadBalancerTable } from "../api/load-balancers/load-balancer.ts";
import {
  appInputs,
  databaseInputs,
  dropletInputs,
  loadBalancerInputs,
  replicaInputs,
  volumeInputs,
} from "../api/priced-inputs.ts";
import { registryTable } from "../api/registries/registry.ts";
import { subscriptionOf } from "../api/registries/subscription.ts";
import { reservedIpTable } from "../api/reserved-ips/reserved-ip.ts";
import { checkTable } from "../api/uptime/check.ts";
import { volumeTable } from "../api/volumes/volume.ts";
import { peeringTable } from "../api/vpc-peerings/peering.ts";
import { vpcTable } from "../api/vpcs/vpc.ts";
import { bucketTable } from "../spaces/buckets/bucket.ts";
import type { Account } from "../state/account.ts";
import type { TableKind } from "../state/table.ts";

/** Something that an account has, as the page draws it. */
export interface Resource {
  /** Unique in the account: `Droplet:500000001`. */
  readonly key: string;
  /** Class name in `@pulumi/digitalocean`. */
  readonly kind: string;
  readonly id: string;
  readonly name: string;
  readonly region?: string | undefined;
  readonly status?: string | undefined;
  /** Key of the VPC that it stands in. */
  readonly vpc?: string | undefined;
  /** Keys of what it points at: the Droplets of a firewall, of a balancer, of a volume. */
  readonly targets: readonly string[];
  /** What its price follows from, as a Pulumi program would write it; undefined where others are paid for instead. */
  readonly inputs?: object;
}

/** What is read of a record. */
interface Shown extends Omit<Resource, "key" | "kind" | "id" | "targets" | "vpc"> {
  readonly id: string | number;
  /** Id of the VPC that it stands in. */
  readonly vpc?: string | undefined;
  readonly targets?: readonly string[];
}

type Source = (account: Account) => readonly Resource[];

/** A kind that the page shows: its records, and what is read of one. */
function shown<T>(kind: string, table: TableKind<T>, read: (row: T, account: Account) => Shown): Source {
  return (account) =>
    table
      .of(account)
      .all()
      .map((row) => {
        const { id, vpc, targets = [], ...rest } = read(row, account);
        const standsIn = vpc === undefined || vpc === "" ? {} : { vpc: `Vpc:${vpc}` };
        return { ...rest, ...standsIn, key: `${kind}:${id}`, kind, id: String(id), targets: [...new Set(targets)] };
      });
}

const toDroplet = (id: number) => `Droplet:${id}`;

const sources: readonly Source[] = [
  shown("Vpc", vpcTable, ({ id, name, region }) => ({ id, name, region, inputs: {} })),
  shown("VpcPeering", peeringTable, ({ id, name, status, vpc_ids }) => ({
    id,
    name,
    status: status.toLowerCase(),
    targets: vpc_ids.map((vpc) => `Vpc:${vpc}`),
    inputs: {},
  })),
  shown("Droplet", dropletTable, (droplet) => ({
    id: droplet.id,
    name: droplet.name,
    region: droplet.region,
    status: droplet.status,
    vpc: droplet.vpc_uuid,
    inputs: dropletInputs(droplet),
  })),
  // Its members are Droplets, which are paid for as such.
  shown("DropletAutoscale", poolTable, ({ id, name, droplet_template: { region, vpc_uuid } }, account) => ({
    id,
    name,
    region,
    vpc: vpc_uuid,
    targets: poolMembers(account, id).map((droplet) => toDroplet(droplet.id)),
  })),
  shown("Firewall", firewallTable, (firewall, account) => ({
    id: firewall.id,
    name: firewall.name,
    status: firewall.status,
    targets: dropletsBehind(account, firewall).map(({ id }) => toDroplet(id)),
    inputs: {},
  })),
  shown("LoadBalancer", loadBalancerTable, (balancer, account) => ({
    id: balancer.id,
    name: balancer.name,
    region: balancer.region,
    status: balancer.status,
    vpc: balancer.vpc_uuid,
    targets: [
      ...balancer.droplet_ids.map(toDroplet),
      ...(balancer.tag === "" ? [] : dropletsTagged(account, balancer.tag).map(({ id }) => toDroplet(id))),
      ...balancer.target_load_balancer_ids.map((id) => `LoadBalancer:${id}`),
    ],
    inputs: loadBalancerInputs(balancer),
  })),
  shown("DatabaseCluster", clusterTable, (cluster) => ({
    id: cluster.id,
    name: cluster.name,
    region: cluster.region,
    status: cluster.status,
    vpc: cluster.private_network_uuid,
    inputs: databaseInputs(cluster),
  })),
  shown("DatabaseReplica", replicaTable, (replica) => ({
    id: replica.id,
    name: replica.name,
    region: replica.region,
    vpc: replica.private_network_uuid,
    targets: [`DatabaseCluster:${replica.cluster}`],
    inputs: replicaInputs(replica),
  })),
  // Its nodes are Droplets, which are paid for as such.
  shown(
    "KubernetesCluster",
    kubernetesTable,
    ({ id, name, region, state, vpc_uuid, version, ha, ...row }, account) => ({
      id,
      name,
      region,
      status: state,
      vpc: vpc_uuid,
      targets: poolsOf(account, id).flatMap(({ nodes }) => nodes.map(({ droplet }) => toDroplet(droplet))),
      inputs: { region, version, ha, isolatedWorkers: row.isolated_workers },
    }),
  ),
  shown("Volume", volumeTable, (volume) => ({
    id: volume.id,
    name: volume.name,
    region: volume.region,
    targets: volume.droplet_ids.map(toDroplet),
    inputs: volumeInputs(volume),
  })),
  shown("ReservedIp", reservedIpTable, ({ ip, region, droplet }) => ({
    id: ip,
    name: ip,
    region,
    targets: droplet === null ? [] : [toDroplet(droplet)],
    inputs: { region, ...(droplet === null ? {} : { dropletId: droplet }) },
  })),
  shown("App", appTable, ({ id, spec, active }) => ({
    id,
    name: spec.name,
    status: active === undefined ? "deploying" : "active",
    inputs: appInputs(spec),
  })),
  shown("SpacesBucket", bucketTable, ({ name, region }) => ({ id: name, name, region, inputs: { region } })),
  shown("Cdn", endpointTable, ({ id, origin, endpoint, custom_domain }) => ({
    id,
    name: custom_domain ?? endpoint,
    targets: [`SpacesBucket:${origin.split(".")[0]}`],
    inputs: {},
  })),
  shown("Domain", domainTable, ({ name }) => ({ id: name, name, inputs: {} })),
  shown("Certificate", certificateTable, ({ id, name, state }) => ({ id, name, status: state, inputs: {} })),
  shown("UptimeCheck", checkTable, ({ id, name }) => ({ id, name, inputs: {} })),
  shown("ContainerRegistry", registryTable, ({ name, region }, account) => ({
    id: name,
    name,
    region,
    inputs: { subscriptionTierSlug: subscriptionOf(account)?.tier },
  })),
];

/** Everything that an account has and the page shows. */
export function resourcesOf(account: Account): readonly Resource[] {
  return sources.flatMap((source) => source(account));
}
