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
import { camelCased } from "./camel-case.ts";

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
  shown("Droplet", dropletTable, ({ id, name, region, status, vpc_uuid, size, features, backup_policy }) => ({
    id,
    name,
    region,
    status,
    vpc: vpc_uuid,
    inputs: { size, region, backups: features.includes("backups"), backupPolicy: backup_policy },
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
    inputs: { type: balancer.type, sizeUnit: balancer.size_unit },
  })),
  shown("DatabaseCluster", clusterTable, ({ id, name, region, status, private_network_uuid, ...row }) => ({
    id,
    name,
    region,
    status,
    vpc: private_network_uuid,
    inputs: { engine: row.engine, size: row.size, nodeCount: row.num_nodes, storageSizeMib: row.storage_size_mib },
  })),
  shown("DatabaseReplica", replicaTable, ({ id, name, region, size, cluster, private_network_uuid, ...row }) => ({
    id,
    name,
    region,
    vpc: private_network_uuid,
    targets: [`DatabaseCluster:${cluster}`],
    inputs: { size, storageSizeMib: row.storage_size_mib },
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
  shown("Volume", volumeTable, ({ id, name, region, droplet_ids, size_gigabytes }) => ({
    id,
    name,
    region,
    targets: droplet_ids.map(toDroplet),
    inputs: { region, size: size_gigabytes },
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
    inputs: { spec: camelCased(spec) },
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
