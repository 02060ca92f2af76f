import { measuresOf as measures } from "@infrafabric/governor/internal";
import { poolTable } from "../autoscale/pool.ts";
import { clusterTable } from "../databases/cluster.ts";
import { dropletTable } from "../droplets/droplet.ts";
import { unprocessable } from "../errors.ts";
import { loadBalancerTable } from "../load-balancers/load-balancer.ts";
import { type ApiModule, bodyOperation, type Call, need, noContent, ok, operation, page, rows } from "../operation.ts";
import { type AlertPolicy, policyParts, policyTable } from "./policy.ts";

const path = "/v2/monitoring/alerts";

/** Alert policies on what Droplets, load balancers, databases and autoscale pools measure. */
export const policies: ApiModule = {
  operations: [
    operation("GET", path, "document", (call) => page(call, "policies", rows(call, policyTable).all())),
    bodyOperation("POST", path, "document", policyParts, (call, body) => {
      const { cloud, account } = call;
      refuseStrangers(call, body);
      const uuid = cloud.ids.uuid();
      return ok({ policy: policyTable.of(account).put(uuid, { uuid, ...body }) });
    }),
    operation("GET", `${path}/{alert_uuid}`, "document", (call) =>
      ok({ policy: need(call, policyTable, "alert_uuid") }),
    ),
    bodyOperation("PUT", `${path}/{alert_uuid}`, "document", policyParts, (call, body) => {
      const { uuid } = need(call, policyTable, "alert_uuid");
      refuseStrangers(call, body);
      return ok({ policy: rows(call, policyTable).put(uuid, { uuid, ...body }) });
    }),
    operation("DELETE", `${path}/{alert_uuid}`, "document", (call) => {
      rows(call, policyTable).delete(need(call, policyTable, "alert_uuid").uuid);
      return noContent();
    }),
  ],
};

/** Refuses what the account does not have. */
function refuseStrangers(call: Call, { type, entities }: Pick<AlertPolicy, "type" | "entities">): void {
  const tables = [
    [measures.droplet, rows(call, dropletTable)],
    [measures.loadBalancer, rows(call, loadBalancerTable)],
    [measures.database, rows(call, clusterTable)],
    [measures.autoscalePool, rows(call, poolTable)],
  ] as const;
  for (const [types, table] of tables) {
    if (!types.some((one) => one === type)) continue;
    const strangers = entities.filter((id) => table.get(id) === undefined);
    if (strangers.length > 0) throw unprocessable(`entities: the account does not have ${strangers.join(", ")}`);
  }
}
