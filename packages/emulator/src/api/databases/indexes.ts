import type { Cloud } from "../../state/cloud.ts";
import { keyOf, ownedBy } from "../collection.ts";
import { notFound, unprocessable } from "../errors.ts";
import { noContent, type Operation, operation, page, param, rows } from "../operation.ts";
import { clusterRunning, clusterTable } from "./cluster.ts";
import { indexTable } from "./index-table.ts";

const path = "/v2/databases/{database_cluster_uuid}/indexes";
const openSearch = clusterRunning("opensearch");

/** Indexes of OpenSearch clusters. */
export const indexOperations: readonly Operation[] = [
  operation("GET", path, "document", (call) =>
    page(
      call,
      "indexes",
      ownedBy(call.account, indexTable, openSearch(call).id).map((row) => ({
        ...row,
        status: "open",
        health: "green",
        // The document names the time as the record does, DigitalOcean's Go client reads this.
        create_time: row.created_time,
      })),
    ),
  ),
  operation("DELETE", `${path}/{index_name}`, "document", (call) => {
    const key = keyOf(openSearch(call).id, param(call, "index_name"));
    if (rows(call, indexTable).get(key) === undefined) throw notFound();
    rows(call, indexTable).delete(key);
    return noContent();
  }),
];

/** Puts an index where a client of a cluster would. */
export function putIndex(
  cloud: Cloud,
  {
    database,
    name,
    shards,
    replicas,
    bytes,
  }: Readonly<Record<"database" | "name", string>> & Readonly<Record<"shards" | "replicas" | "bytes", number>>,
) {
  const account = cloud.all().find((one) => clusterTable.of(one).get(database) !== undefined);
  if (account === undefined) throw notFound();
  if (clusterTable.of(account).get(database)?.engine !== "opensearch") throw unprocessable("not an OpenSearch cluster");
  return indexTable.of(account).put(keyOf(database, name), {
    index_name: name,
    number_of_shards: shards,
    number_of_replicas: replicas,
    size: bytes,
    created_time: cloud.clock.stamp,
  });
}
