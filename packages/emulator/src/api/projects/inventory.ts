import { bucketTable } from "../../spaces/buckets/bucket.ts";
import { spaceHost } from "../../spaces/buckets/host.ts";
import type { Account } from "../../state/account.ts";
import type { TableKind } from "../../state/table.ts";
import { appTable } from "../apps/app.ts";
import { clusterTable } from "../databases/cluster.ts";
import { domainTable } from "../domains/domain.ts";
import { dropletTable } from "../droplets/droplet.ts";
import { kubernetesTable } from "../kubernetes/cluster.ts";
import { loadBalancerTable } from "../load-balancers/load-balancer.ts";
import { reservedIpTable } from "../reserved-ips/reserved-ip.ts";
import { urnOf } from "../urn.ts";
import { volumeTable } from "../volumes/volume.ts";

/** What a project can hold. */
export interface Resource {
  readonly urn: string;
  /** Where it is: a path of the API, or a whole URL. */
  readonly self: string;
}

/** Reads the resources of one kind. */
type Source = (account: Account) => readonly Resource[];

/** A kind of resource: its word in URNs, the path of one before its id, and its records. */
function resourcesIn<T>(kind: string, path: string, table: TableKind<T>, idOf: (row: T) => string | number): Source {
  return (account) =>
    table
      .of(account)
      .all()
      .map((row) => ({ urn: urnOf(kind, idOf(row)), self: `${path}/${idOf(row)}` }));
}

const sources: readonly Source[] = [
  resourcesIn("app", "/v2/apps", appTable, ({ id }) => id),
  resourcesIn("dbaas", "/v2/databases", clusterTable, ({ id }) => id),
  resourcesIn("domain", "/v2/domains", domainTable, ({ name }) => name),
  resourcesIn("droplet", "/v2/droplets", dropletTable, ({ id }) => id),
  resourcesIn("kubernetes", "/v2/kubernetes/clusters", kubernetesTable, ({ id }) => id),
  resourcesIn("floatingip", "/v2/floating_ips", reservedIpTable, ({ ip }) => ip),
  resourcesIn("loadbalancer", "/v2/load_balancers", loadBalancerTable, ({ id }) => id),
  (account) =>
    bucketTable
      .of(account)
      .all()
      .map(({ name, region }) => ({ urn: urnOf("space", name), self: `https://${spaceHost(name, region)}` })),
  resourcesIn("volume", "/v2/volumes", volumeTable, ({ id }) => id),
];

/** Everything that an account has and a project can hold. */
export function inventoryOf(account: Account): readonly Resource[] {
  return sources.flatMap((source) => source(account));
}
