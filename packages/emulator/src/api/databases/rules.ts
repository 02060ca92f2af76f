import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { appTable } from "../apps/app.ts";
import { dropletTable } from "../droplets/droplet.ts";
import { unprocessable } from "../errors.ts";
import { kubernetesTable } from "../kubernetes/cluster.ts";
import { bodyOperation, type Call, noContent, type Operation, ok, operation, param, rows } from "../operation.ts";
import { deleteAll } from "./child.ts";
import { clusterOf } from "./cluster.ts";
import { replicaTable } from "./replica.ts";
import { type Rule, ruleTable } from "./rule.ts";

const path = "/v2/databases/{database_cluster_uuid}/firewall";

export const requestedRules = z.array(
  z.object({
    type: z.enum(["droplet", "k8s", "ip_addr", "tag", "app"]),
    value: z.string().min(1),
    description: z.string().exactOptional(),
  }),
);

/** Who may connect to a cluster. */
export const ruleOperations: readonly Operation[] = [
  operation("GET", path, "document", (call) => ok({ rules: rulesOf(call, guardedBy(call)) })),
  bodyOperation("PUT", path, "document", z.object({ rules: requestedRules }), (call, { rules }) => {
    putRules(call, guardedBy(call), checkedRules(call.account, rules));
    return noContent();
  }),
];

/** Id of the cluster that a path names, or of a replica, which has trusted sources of its own. */
function guardedBy(call: Call): string {
  const id = param(call, "database_cluster_uuid");
  const replica = rows(call, replicaTable).find((one) => one.id === id);
  return replica?.id ?? clusterOf(call).id;
}

type RequestedRules = z.infer<typeof requestedRules>;

/** Rules of which each names an address, or something that is there. A tag may come later. */
export function checkedRules(account: Account, rules: RequestedRules): RequestedRules {
  const isThere = {
    droplet: (id: string) => dropletTable.of(account).get(id) !== undefined,
    k8s: (id: string) => kubernetesTable.of(account).get(id) !== undefined,
    app: (id: string) => appTable.of(account).get(id) !== undefined,
    // Their forms are limits of database firewalls.
    tag: () => true,
    ip_addr: () => true,
  };
  const wrong = rules.find(({ type, value }) => !isThere[type](value));
  if (wrong !== undefined) throw unprocessable(`invalid firewall rule: there is no ${wrong.type} ${wrong.value}`);
  return rules;
}

/** Puts rules in the place of those that a cluster has. One that stays keeps its id. */
export function putRules(call: Call, cluster: string, rules: RequestedRules): void {
  const table = rows(call, ruleTable);
  const old = rulesOf(call, cluster);
  deleteAll(table, ({ cluster_uuid }) => cluster_uuid === cluster);
  for (const rule of rules) {
    const same = old.find(({ type, value }) => type === rule.type && value === rule.value);
    const { uuid, created_at } = same ?? { uuid: call.cloud.ids.uuid(), created_at: call.cloud.clock.stamp };
    table.put(uuid, { ...rule, uuid, cluster_uuid: cluster, created_at });
  }
}

function rulesOf(call: Call, cluster: string): readonly Rule[] {
  return rows(call, ruleTable).filter(({ cluster_uuid }) => cluster_uuid === cluster);
}
