import { postgresqlConnections } from "@infrafabric/governor/internal";
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
import { addChild, childKey, childOf, childrenOf, deleteChild } from "./child.ts";
import { clusterOf, engineOf } from "./cluster.ts";
import { connectionsOf, passwordOf } from "./connection.ts";
import { databaseTable } from "./database.ts";
import { type Pool, poolChange, poolTable } from "./pool.ts";
import { ownPassword, userTable } from "./user.ts";

const path = "/v2/databases/{database_cluster_uuid}/pools";
const poolPort = 25061;

/** Connection pools of PostgreSQL clusters. */
export const poolOperations: readonly Operation[] = [
  operation("GET", path, "document", (call) =>
    page(
      call,
      "pools",
      childrenOf(call, poolTable).map((pool) => answerOf(call, pool)),
    ),
  ),
  bodyOperation(
    "POST",
    path,
    "document",
    poolChange.extend({ name: z.string().min(3).max(63) }),
    (call, { name, ...body }) => {
      const cluster = clusterOf(call);
      if (!engineOf(cluster).children.includes("DatabaseConnectionPool")) {
        throw unprocessable("only PostgreSQL has connection pools");
      }
      checkConnections(call, { name, ...body });
      return created({
        pool: answerOf(call, addChild(call, poolTable, { cluster: cluster.id, name, ...known(call, body) })),
      });
    },
  ),
  operation("GET", `${path}/{pool_name}`, "document", (call) =>
    ok({ pool: answerOf(call, childOf(call, poolTable, "pool_name")) }),
  ),
  bodyOperation("PUT", `${path}/{pool_name}`, "document", poolChange, (call, body) => {
    const old = childOf(call, poolTable, "pool_name");
    checkConnections(call, { ...body, name: old.name });
    rows(call, poolTable).put(childKey(old.cluster, old.name), { ...old, ...known(call, body) });
    return noContent();
  }),
  operation("DELETE", `${path}/{pool_name}`, "document", (call) => {
    deleteChild(call, poolTable, "pool_name");
    return noContent();
  }),
];

/** The pools of a cluster share the connections of its size. */
function checkConnections(call: Call, { name, size }: Pick<Pool, "name" | "size">): void {
  const most = postgresqlConnections(clusterOf(call).size);
  const others = childrenOf(call, poolTable).filter((pool) => pool.name !== name);
  const asked = others.reduce((sum, pool) => sum + pool.size, size);
  if (most !== undefined && asked > most) throw unprocessable(`the cluster has ${most} connections for its pools`);
}

/** A pool's settings, whose database and user must be there. */
function known(call: Call, pool: z.infer<typeof poolChange>): z.infer<typeof poolChange> {
  const { id } = clusterOf(call);
  if (rows(call, databaseTable).get(childKey(id, pool.db)) === undefined) throw unprocessable("no such database");
  const hasUser = pool.user === "" || rows(call, userTable).get(childKey(id, pool.user)) !== undefined;
  if (!hasUser) throw unprocessable("no such user");
  return pool;
}

function answerOf(call: Call, { cluster: _, ...pool }: Pool) {
  const cluster = clusterOf(call);
  const engine = engineOf(cluster);
  const user = rows(call, userTable).get(childKey(cluster.id, pool.user));
  const password =
    user === undefined
      ? ownPassword(call.cloud, call.account, cluster)
      : passwordOf(call.cloud, cluster.id, user.name, user.resets);
  const parts = { engine, name: cluster.name, user: user?.name ?? engine.user, password };
  return { ...pool, ...connectionsOf(call.account, { ...parts, database: pool.name, port: poolPort }) };
}
