import type { AppSpec } from "./apps/spec.ts";
import { camelCased } from "./camel-case.ts";
import type { Cluster } from "./databases/cluster.ts";
import type { Replica } from "./databases/replica.ts";
import type { Droplet } from "./droplets/droplet.ts";
import type { LoadBalancer } from "./load-balancers/load-balancer.ts";
import type { Volume } from "./volumes/volume.ts";

// What prices follow from, as a Pulumi program would write it: so the governor's catalogue prices invoices and the page
// alike.

export function dropletInputs({ size, region, features, backup_policy }: Droplet) {
  return { size, region, backups: features.includes("backups"), backupPolicy: backup_policy };
}

export function volumeInputs({ size_gigabytes, region }: Volume) {
  return { size: size_gigabytes, region };
}

export function loadBalancerInputs({ type, size_unit }: LoadBalancer) {
  return { type, sizeUnit: size_unit };
}

export function databaseInputs({ engine, size, num_nodes, storage_size_mib }: Cluster) {
  return { engine, size, nodeCount: num_nodes, storageSizeMib: storage_size_mib };
}

export function replicaInputs({ size, storage_size_mib }: Replica) {
  return { size, storageSizeMib: storage_size_mib };
}

export function appInputs(spec: AppSpec) {
  return { spec: camelCased(spec) };
}
