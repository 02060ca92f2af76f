import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { keyOf, ownedBy } from "../collection.ts";
import { notFound } from "../errors.ts";
import { listOf } from "../list.ts";
import { bodyOperation, type Call, noContent, type Operation, ok, operation, param, rows } from "../operation.ts";
import { clusterRunning } from "./cluster.ts";

const path = "/v2/databases/{database_cluster_uuid}/online-migration";
const fillable = clusterRunning("mysql", "advanced_mysql", "pg", "advanced_pg", "valkey", "redis");

const migration = z.object({
  id: z.string(),
  status: z.enum(["running", "done", "canceled"]),
  created_at: stampSchema,
});

type Migration = z.infer<typeof migration>;

/** Migrations into clusters, by cluster and id. Nothing is stored of their source. */
export const migrationTable = tableOf("database_migrations", migration);

belongsTo("DatabaseCluster", migrationTable);

/** A migration as transitions name it. */
export const migrationSubject = (cluster: string, id: string) => `database_migration:${keyOf(cluster, id)}`;

/** Data that flows into a cluster from another. None does: a migration ends well without asking its source. */
export const migrationOperations: readonly Operation[] = [
  operation("GET", path, "document", (call) => {
    const { id } = latestOf(call);
    call.cloud.transitions.poll(call.account, migrationSubject(fillable(call).id, id));
    return ok(latestOf(call));
  }),
  bodyOperation(
    "PUT",
    path,
    "document",
    z.object({
      source: z.object({
        host: z.string().min(1),
        port: z.number().int().min(1).max(65_535),
        dbname: z.string().exactOptional(),
        username: z.string().exactOptional(),
        password: z.string().exactOptional(),
      }),
      disable_ssl: z.boolean().exactOptional(),
      ignore_dbs: listOf(z.string()),
    }),
    (call) => {
      const { id: cluster } = fillable(call);
      for (const { id, status } of ownedBy(call.account, migrationTable, cluster))
        if (status === "running") stop(call, id);
      const id = call.cloud.ids.uuid();
      const row: Migration = { id, status: "running", created_at: call.cloud.clock.stamp };
      call.cloud.transitions.begin(call.account, "database.migration", migrationSubject(cluster, id));
      return ok(rows(call, migrationTable).put(keyOf(cluster, id), row));
    },
  ),
  operation("DELETE", `${path}/{migration_id}`, "document", (call) => {
    stop(call, param(call, "migration_id"));
    return noContent();
  }),
];

/** What ends with a migration. */
export function completeMigration(account: Account, { subject }: { readonly subject: string }): void {
  const key = subject.slice(subject.indexOf(":") + 1);
  const row = migrationTable.of(account).get(key);
  if (row !== undefined) migrationTable.of(account).put(key, { ...row, status: "done" });
}

function latestOf(call: Call): Migration {
  const latest = ownedBy(call.account, migrationTable, fillable(call).id).at(-1);
  if (latest === undefined) throw notFound();
  return latest;
}

function stop(call: Call, id: string): void {
  const { id: cluster } = fillable(call);
  const row = rows(call, migrationTable).get(keyOf(cluster, id));
  if (row === undefined) throw notFound();
  call.cloud.transitions.forget(call.account, migrationSubject(cluster, id));
  rows(call, migrationTable).put(keyOf(cluster, id), { ...row, status: "canceled" });
}
