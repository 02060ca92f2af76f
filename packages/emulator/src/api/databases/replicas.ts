import * as z from "zod";
import { unprocessable } from "../errors.ts";
import {
  bodyOperation,
  type Call,
  created,
  noContent,
  type Operation,
  ok,
  operation,
  page,
  rows,
} from "../operation.ts";
import { ensureTags, tagNames } from "../tags/tag.ts";
import { addChild, childKey, childOf, childrenOf, deleteAll } from "./child.ts";
import { type Cluster, clusterOf, databaseSubject, engineOf } from "./cluster.ts";
import { isSmaller, onlineOf, place, put } from "./clusters.ts";
import { connectionsOf } from "./connection.ts";
import { databaseTable } from "./database.ts";
import { sizesFor } from "./engine.ts";
import { type Replica, replicaTable } from "./replica.ts";
import { ruleTable } from "./rule.ts";
import { newUser, ownPassword, userTable } from "./user.ts";

const path = "/v2/databases/{database_cluster_uuid}/replicas";

/** Read-only replicas of clusters. */
export const replicaOperations: readonly Operation[] = [
  operation("GET", path, "document", (call) =>
    page(
      call,
      "replicas",
      childrenOf(call, replicaTable).map((replica) => answerOf(call, replica)),
    ),
  ),
  bodyOperation(
    "POST",
    path,
    // A cluster that is not ready for it answers 412.
    "provider",
    z.object({
      name: z.string().regex(/^[a-z][a-z0-9-]{2,62}$/, "invalid name"),
      region: z.string().default(""),
      size: z.string().default(""),
      private_network_uuid: z.string().default(""),
      tags: tagNames,
      storage_size_mib: z.number().exactOptional(),
    }),
    (call, body) => {
      const cluster = onlineOf(call);
      const engine = engineOf(cluster);
      if (!/pg$|mysql$/.test(engine.slug)) throw unprocessable(`${engine.slug} has no read-only replicas`);
      const size = body.size || cluster.size;
      if (!sizesFor(engine, 1).includes(size)) throw unprocessable("invalid size");
      if (isSmaller(size, cluster.size)) throw unprocessable("a replica is at least as large as its cluster");
      const storage_size_mib = body.storage_size_mib ?? cluster.storage_size_mib;
      const replica: Replica = {
        id: call.cloud.ids.uuid(),
        cluster: cluster.id,
        name: body.name,
        ...place(call, body.region || cluster.region, body.private_network_uuid),
        size,
        status: "creating",
        tags: ensureTags(call.account, body.tags),
        created_at: call.cloud.clock.stamp,
        ...(storage_size_mib === undefined ? {} : { storage_size_mib }),
      };
      addChild(call, replicaTable, replica);
      call.cloud.transitions.begin(call.account, "database_replica.create", databaseSubject(replica.id));
      return created({ replica: answerOf(call, replica) });
    },
  ),
  operation("GET", `${path}/{replica_name}`, "document", (call) => {
    call.cloud.transitions.poll(call.account, databaseSubject(childOf(call, replicaTable, "replica_name").id));
    return ok({ replica: answerOf(call, childOf(call, replicaTable, "replica_name")) });
  }),
  operation("DELETE", `${path}/{replica_name}`, "document", (call) => {
    const { id } = take(call);
    deleteAll(rows(call, ruleTable), ({ cluster_uuid }) => cluster_uuid === id);
    return noContent();
  }),
  operation("PUT", `${path}/{replica_name}/promote`, "document", (call) => {
    promote(call, clusterOf(call), take(call));
    return noContent();
  }),
];

/** Takes a replica from its cluster. */
function take(call: Call): Replica {
  const replica = childOf(call, replicaTable, "replica_name");
  call.cloud.transitions.forget(call.account, databaseSubject(replica.id));
  rows(call, replicaTable).delete(childKey(replica.cluster, replica.name));
  return replica;
}

/** Makes a cluster of its own from a replica, with what its former cluster held. */
function promote(call: Call, source: Cluster, replica: Replica): void {
  const { cluster: _, ...own } = replica;
  const next: Cluster = { ...source, ...own, num_nodes: 1, status: "online" };
  put(call, next);
  for (const { name } of rows(call, databaseTable).filter(({ cluster }) => cluster === source.id)) {
    rows(call, databaseTable).put(childKey(next.id, name), { cluster: next.id, name });
  }
  for (const { name, role } of rows(call, userTable).filter(({ cluster }) => cluster === source.id)) {
    rows(call, userTable).put(childKey(next.id, name), newUser(next, { name, role }));
  }
}

function answerOf(call: Call, { cluster: _, ...replica }: Replica) {
  const cluster = clusterOf(call);
  const engine = engineOf(cluster);
  const password = ownPassword(call.cloud, call.account, cluster);
  const parts = { engine, name: `${cluster.name}-${replica.name}`, user: engine.user, password };
  return { ...replica, ...connectionsOf(call.account, parts) };
}
