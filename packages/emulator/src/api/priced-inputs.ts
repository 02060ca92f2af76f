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

/** A spec as a Pulumi program writes it, which has other names for domains, egress and VPC than the API. */
export function appInputs({ domains, egress, vpc, ...spec }: AppSpec) {
  const { services, workers, jobs, ...rest } = spec;
  const built = { services, workers, jobs };
  return {
    spec: {
      ...asWritten(rest),
      ...Object.fromEntries(
        Object.entries(built).flatMap(([kind, all]) => (all === undefined ? [] : [[kind, all.map(builtInputs)]])),
      ),
      ...(domains === undefined
        ? {}
        : { domainNames: domains.map(({ domain, ...own }) => ({ ...asWritten(own), name: domain })) }),
      ...(egress === undefined ? {} : { egresses: [egress] }),
      ...(vpc === undefined ? {} : { vpcs: [vpc] }),
    },
  };
}

type Built = NonNullable<AppSpec["services"]>[number];

/** A component that may be of an image, which has a list where the API has an object. */
function builtInputs({ image, ...component }: Built) {
  if (image === undefined) return asWritten(component);
  const { deploy_on_push, ...own } = image;
  const onPush = deploy_on_push === undefined ? {} : { deployOnPushes: [deploy_on_push] };
  return { ...asWritten(component), image: { ...asWritten(own), ...onPush } };
}

const asWritten = (part: object) => Object(withOneOrigin(camelCased(part)));

/** The provider has one rule for the origins of CORS, the API a list. */
function withOneOrigin(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withOneOrigin);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      const isList = name === "allowOrigins" && Array.isArray(part);
      return [name, isList ? part[0] : withOneOrigin(part)];
    }),
  );
}
