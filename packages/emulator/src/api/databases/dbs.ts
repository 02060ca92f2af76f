import * as z from "zod";
import { unprocessable } from "../errors.ts";
import { bodyOperation, created, noContent, type Operation, ok, operation, page } from "../operation.ts";
import { addChild, childOf, childrenOf, deleteChild } from "./child.ts";
import { clusterOf, engineOf } from "./cluster.ts";
import { databaseTable } from "./database.ts";

const path = "/v2/databases/{database_cluster_uuid}/dbs";

/** Databases within clusters. */
export const dbOperations: readonly Operation[] = [
  operation("GET", path, "document", (call) =>
    page(
      call,
      "dbs",
      childrenOf(call, databaseTable).map(({ name }) => ({ name })),
    ),
  ),
  bodyOperation("POST", path, "document", z.object({ name: z.string().min(1).max(63) }), (call, { name }) => {
    const cluster = clusterOf(call);
    if (engineOf(cluster).database === undefined) throw unprocessable(`${cluster.engine} has no databases`);
    addChild(call, databaseTable, { cluster: cluster.id, name });
    return created({ db: { name } });
  }),
  operation("GET", `${path}/{database_name}`, "document", (call) =>
    ok({ db: { name: childOf(call, databaseTable, "database_name").name } }),
  ),
  operation("DELETE", `${path}/{database_name}`, "document", (call) => {
    deleteChild(call, databaseTable, "database_name");
    return noContent();
  }),
];
