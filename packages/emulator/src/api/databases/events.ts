import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import type { Cloud } from "../../state/cloud.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { keyOf, ownedBy } from "../collection.ts";
import { type Operation, operation, page } from "../operation.ts";
import { type Cluster, clusterOf } from "./cluster.ts";

const event = z.object({
  id: z.string(),
  event_type: z.enum(["cluster_create", "cluster_update", "cluster_maintenance_perform", "cluster_master_promotion"]),
  create_time: stampSchema,
});

type Event = z.infer<typeof event>;

/** What happened to clusters, by cluster and id. */
export const eventTable = tableOf("database_events", event);

belongsTo("DatabaseCluster", eventTable);

export const eventOperations: readonly Operation[] = [
  operation("GET", "/v2/databases/{database_cluster_uuid}/events", "document", (call) => {
    const { id, name } = clusterOf(call);
    const events = ownedBy(call.account, eventTable, id).toReversed();
    return page(
      call,
      "events",
      events.map((one) => ({ ...one, cluster_name: name })),
    );
  }),
];

/** Notes that something happened to a cluster. */
export function noteEvent(
  { cloud, account }: { readonly cloud: Cloud; readonly account: Account },
  { id: cluster }: Pick<Cluster, "id">,
  event_type: Event["event_type"],
): void {
  const id = cloud.ids.uuid().slice(0, 8);
  eventTable.of(account).put(keyOf(cluster, id), { id, event_type, create_time: cloud.clock.stamp });
}
