import type { Account } from "../../state/account.ts";
import type { TableKind } from "../../state/table.ts";
import { clusterTable } from "../databases/cluster.ts";
import { dropletTable } from "../droplets/droplet.ts";
import { kubernetesTable } from "../kubernetes/cluster.ts";
import { loadBalancerTable } from "../load-balancers/load-balancer.ts";
import { urnOf } from "../urn.ts";

/** What can stand in a VPC. */
interface Member {
  readonly id: string | number;
  readonly name: string;
  readonly vpc: string | undefined;
  readonly created_at: string;
}

/** Reads the members of one kind. */
type Source = (account: Account) => readonly (Member & { readonly kind: string })[];

/** A kind of member: its word in URNs, its records, and what is needed of one. */
export function membersIn<T>(kind: string, table: TableKind<T>, read: (row: T) => Member): Source {
  return (account) =>
    table
      .of(account)
      .all()
      .map((row) => ({ ...read(row), kind }));
}

const sources: readonly Source[] = [
  membersIn("kubernetes", kubernetesTable, ({ vpc_uuid, ...row }) => ({ ...row, vpc: vpc_uuid })),
  membersIn("dbaas", clusterTable, ({ private_network_uuid, ...row }) => ({ ...row, vpc: private_network_uuid })),
  membersIn("droplet", dropletTable, ({ vpc_uuid, ...row }) => ({ ...row, vpc: vpc_uuid })),
  membersIn("loadbalancer", loadBalancerTable, ({ vpc_uuid, ...row }) => ({ ...row, vpc: vpc_uuid })),
];

/** Everything that stands in a VPC. */
export function membersOf(account: Account, vpc: string): readonly { urn: string; name: string; created_at: string }[] {
  return sources
    .flatMap((source) => source(account))
    .filter((member) => member.vpc === vpc)
    .map(({ kind, id, name, created_at }) => ({ urn: urnOf(kind, id), name, created_at }));
}
