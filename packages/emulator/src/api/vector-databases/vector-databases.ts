import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampOf, stampSchema } from "../../state/clock.ts";
import { belongsTo, describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { urnOf } from "../../state/urn.ts";
import { collection, forgetOwned, keyOf } from "../collection.ts";
import { notFound, unprocessable } from "../errors.ts";
import { type ApiModule, bodyOperation, type Call, need, noContent, ok, operation, param, rows } from "../operation.ts";
import { assign, checkProject, projectOf } from "../projects/assignment.ts";
import { regionSlug } from "../regions/region.ts";
import { ensureTags, tagNames } from "../tags/tag.ts";

const path = "/v2/vector-databases";
const onePath = `${path}/{id}`;
const restorePath = `${onePath}/backups/{backup_id}/restore`;

const config = z.object({
  default_quantization: z.string().exactOptional(),
  enable_auto_schema: z.boolean().exactOptional(),
  weaviate_version: z.string().exactOptional(),
});

const vectorDatabase = z.object({
  id: z.string(),
  name: z.string(),
  region: z.string(),
  size: z.string(),
  status: z.enum(["creating", "active"]),
  tags: z.array(z.string()),
  config,
  created_at: stampSchema,
  updated_at: stampSchema,
});

type VectorDatabase = z.infer<typeof vectorDatabase>;

export const vectorDatabaseTable = tableOf("vector_databases", vectorDatabase);

describes(vectorDatabaseTable, {
  kind: "VectorDatabase",
  product: "Vector Databases",
  urn: "vectordb",
  path: "/v2/vector-databases",
  read: ({ id, name, region, status, size, created_at }) => ({
    id,
    name,
    region,
    status,
    detail: size,
    since: created_at,
  }),
});

/** The restores of vector databases, by database and backup. */
export const restoreTable = tableOf("vector_database_restores", z.object({ backup: z.string() }));

belongsTo("VectorDatabase", restoreTable);

const subject = (id: string) => `vector_database:${id}`;

/** Vector databases, with nothing listening behind them. Sizes are taken as they come: no document lists them. */
export const vectorDatabases: ApiModule = {
  operations: [
    ...collection({
      path,
      id: "id",
      many: "vector_dbs",
      one: "vector_db",
      total: "total",
      table: vectorDatabaseTable,
      nameOf: ({ id }) => id,
      answer: answerOf,
      subjectOf: ({ id }) => subject(id),
      create: {
        schema: z.object({
          name: z.string().regex(/^[a-z][a-z\d-]{2,62}$/, "invalid name"),
          region: regionSlug,
          size: z.string().default(""),
          project_id: z.string().default(""),
          tags: tagNames,
        }),
        row: ({ cloud, account }, { project_id, ...body }): VectorDatabase => {
          checkProject(account, project_id);
          if (vectorDatabaseTable.of(account).find(({ name }) => name === body.name) !== undefined) {
            throw unprocessable("name is not available");
          }
          const [id, now] = [cloud.ids.uuid(), cloud.clock.stamp];
          if (project_id !== "") assign(cloud, account, urnOf("vectordb", id), project_id);
          cloud.transitions.begin(account, "vector_database.create", subject(id));
          const dates = { created_at: now, updated_at: now };
          return { ...body, id, tags: ensureTags(account, body.tags), config: {}, status: "creating", ...dates };
        },
      },
      change: {
        method: "PUT",
        schema: z.object({ config: config.default({}), project_id: z.string().default("") }),
        row: ({ cloud, account }, old, { config: next, project_id }) => {
          checkProject(account, project_id);
          if (project_id !== "") assign(cloud, account, urnOf("vectordb", old.id), project_id);
          return { ...old, config: { ...old.config, ...next }, updated_at: cloud.clock.stamp };
        },
      },
      remove: ({ id }, { cloud, account }) => {
        cloud.transitions.forget(account, subject(id));
        forgetOwned(account, restoreTable, id);
        return noContent();
      },
    }),
    bodyOperation("POST", `${onePath}/resize`, "document", z.object({ size: z.string().min(1) }), (call, { size }) =>
      put(call, { size }),
    ),
    bodyOperation("PUT", `${onePath}/tags`, "document", z.object({ tags: tagNames }), (call, { tags }) =>
      put(call, { tags: ensureTags(call.account, tags) }),
    ),
    operation("GET", `${onePath}/credentials`, "document", (call) => {
      const { id } = need(call, vectorDatabaseTable, "id");
      return ok({ user_id: "admin", api_token: call.cloud.ids.derive(`token of vector database ${id}`).slice(0, 40) });
    }),
    operation("GET", `${onePath}/backups`, "document", (call) => ok({ backups: backupsOf(call) })),
    operation("POST", restorePath, "document", (call) => {
      const { id } = need(call, vectorDatabaseTable, "id");
      const { backup_id } = backupOf(call);
      rows(call, restoreTable).put(keyOf(id, backup_id), { backup: backup_id });
      return ok({ backup_id, status: "SUCCESS" });
    }),
    operation("GET", restorePath, "document", (call) => {
      const { id } = need(call, vectorDatabaseTable, "id");
      const { backup_id } = backupOf(call);
      if (rows(call, restoreTable).get(keyOf(id, backup_id)) === undefined) throw notFound();
      return ok({ backup_id, status: "SUCCESS" });
    }),
  ],
  completions: () => ({ "vector_database.create": complete }),
};

function complete(account: Account, { subject: done }: { readonly subject: string }): void {
  const row = vectorDatabaseTable.of(account).find(({ id }) => subject(id) === done);
  if (row !== undefined) vectorDatabaseTable.of(account).put(row.id, { ...row, status: "active" });
}

function put(call: Call, change: Partial<VectorDatabase>) {
  const old = need(call, vectorDatabaseTable, "id");
  const row = { ...old, ...change, updated_at: call.cloud.clock.stamp };
  return ok({ vector_db: answerOf(rows(call, vectorDatabaseTable).put(old.id, row), call) });
}

function answerOf(row: VectorDatabase, { cloud, account }: Call) {
  const host = `${row.name}-${row.region}-${row.id.slice(0, 8)}`;
  return {
    ...row,
    owner_uuid: account.id,
    project_id: projectOf(cloud, account, urnOf("vectordb", row.id)),
    endpoints: {
      http: `https://${host}.weaviate.ondigitalocean.com`,
      grpc: `${host}-grpc.weaviate.ondigitalocean.com:443`,
    },
  };
}

const day = 24 * 60 * 60 * 1000;
const daysKept = 7;

/** One backup a day, by the emulator's clock, for a week. */
function backupsOf(call: Call) {
  const { id, created_at } = need(call, vectorDatabaseTable, "id");
  const first = Date.parse(created_at);
  return Array.from({ length: Math.floor((call.cloud.clock.time - first) / day) }, (_, index) => {
    const taken = stampOf(new Date(first + (index + 1) * day));
    const backup_id = call.cloud.ids.derive(`backup ${id} ${taken}`).slice(0, 32);
    return { backup_id, status: "SUCCESS", started_at: taken, completed_at: taken };
  }).slice(-daysKept);
}

function backupOf(call: Call) {
  const found = backupsOf(call).find(({ backup_id }) => backup_id === param(call, "backup_id"));
  if (found === undefined) throw notFound();
  return found;
}
