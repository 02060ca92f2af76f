import * as z from "zod";
import { stampOf } from "../../state/clock.ts";
import { accountUuid } from "../account/identity.ts";
import { atEnd } from "../at-end.ts";
import { collection } from "../collection.ts";
import { notFound, unprocessable } from "../errors.ts";
import { type ApiModule, bodyOperation, type Call, need, noContent, ok, operation, param, rows } from "../operation.ts";
import { checkProject } from "../projects/assignment.ts";
import { defaultProject } from "../projects/project.ts";
import { regionSlug } from "../regions/region.ts";
import { ensureTags, tagNames } from "../tags/tag.ts";
import {
  type VectorDatabase,
  vectorConfig,
  vectorDatabaseTable,
  vectorSize,
  vectorSubject,
} from "./vector-database.ts";

const path = "/v2/vector-databases";
const one = `${path}/{id}`;
const restore = `${one}/backups/{backup_id}/restore`;

const creation = z.object({
  name: z.string().min(1, "Name can't be blank"),
  region: regionSlug,
  size: vectorSize,
  /** Empty: the default one. */
  project_id: z.string().default(""),
  tags: tagNames,
});

/** What is left out stays, and so does an empty text. */
const changes = z.object({
  config: vectorConfig.partial().nullish(),
  project_id: z.string().nullish(),
});

const defaults = { default_quantization: "rq", enable_auto_schema: true, weaviate_version: "1.32" };

/** Vector databases. Nothing can be stored in one. */
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
      subjectOf: ({ id }) => vectorSubject(id),
      answer,
      create: { schema: creation, row: created },
      change: {
        method: "PUT",
        schema: changes,
        row: ({ cloud, account }, old, { config, project_id }) => {
          checkProject(account, project_id ?? "");
          const given = Object.fromEntries(Object.entries(config ?? {}).filter(([, value]) => value !== ""));
          return {
            ...{ ...old, config: { ...old.config, ...given }, project_id: project_id || old.project_id },
            updated_at: cloud.clock.stamp,
          };
        },
      },
      remove: ({ id }, { cloud, account }) => {
        cloud.transitions.forget(account, vectorSubject(id));
        return noContent();
      },
    }),
    bodyOperation("POST", `${one}/resize`, "document", z.object({ size: vectorSize }), (call, { size }) =>
      change(call, { size }),
    ),
    bodyOperation("PUT", `${one}/tags`, "document", z.object({ tags: tagNames }), (call, { tags }) =>
      change(call, { tags: ensureTags(call.account, tags) }),
    ),
    operation("GET", `${one}/credentials`, "document", (call) => {
      const { id } = need(call, vectorDatabaseTable, "id");
      const secret = (what: string) => call.cloud.ids.derive(`${what} of vector database ${id}`);
      return ok({ user_id: secret("user").slice(0, 16), api_token: secret("token").slice(0, 40) });
    }),
    operation("GET", `${one}/backups`, "assumed", (call) => ok({ backups: backupsOf(call) })),
    operation("GET", restore, "assumed", (call) => {
      const { last_restore_id } = need(call, vectorDatabaseTable, "id");
      if (last_restore_id !== param(call, "backup_id")) throw notFound();
      return ok({ backup_id: last_restore_id, status: "SUCCESS" });
    }),
    bodyOperation("POST", restore, "assumed", z.object({}), (call) => {
      const last_restore_id = param(call, "backup_id");
      if (!backupsOf(call).some(({ backup_id }) => backup_id === last_restore_id)) throw notFound();
      change(call, { last_restore_id });
      return ok({ backup_id: last_restore_id, status: "STARTED" });
    }),
  ],
  completions: () => ({
    "vector_database.create": atEnd(vectorDatabaseTable, vectorSubject, { status: "active" }),
  }),
};

function change(call: Call, changed: Partial<VectorDatabase>) {
  const old = need(call, vectorDatabaseTable, "id");
  const next = { ...old, ...changed, updated_at: call.cloud.clock.stamp };
  return ok({ vector_db: answer(rows(call, vectorDatabaseTable).put(old.id, next), call) });
}

function created({ cloud, account }: Call, { project_id, tags, ...body }: z.infer<typeof creation>): VectorDatabase {
  checkProject(account, project_id);
  if (vectorDatabaseTable.of(account).find(({ name }) => name === body.name) !== undefined)
    throw unprocessable("name is already in use");
  const id = cloud.ids.uuid();
  cloud.transitions.begin(account, "vector_database.create", vectorSubject(id));
  return {
    ...{ id, ...body, status: "creating", config: defaults, last_restore_id: "" },
    project_id: project_id === "" ? defaultProject(cloud, account).id : project_id,
    tags: ensureTags(account, tags),
    ...{ created_at: cloud.clock.stamp, updated_at: cloud.clock.stamp },
  };
}

const day = 24 * 60 * 60 * 1000;
const daysKept = 7;

/** One backup a day, by the emulator's clock, for a week. */
function backupsOf(call: Call) {
  const { id, created_at } = need(call, vectorDatabaseTable, "id");
  const first = Date.parse(created_at);
  const count = Math.floor((call.cloud.clock.time - first) / day);
  return Array.from({ length: Math.min(count, daysKept) }, (_, index) => {
    const at = stampOf(new Date(first + (Math.max(count - daysKept, 0) + index + 1) * day));
    const backup_id = `vectordb-${id}-${at.replaceAll(/[-:Z]/g, "").replace("T", "-")}`;
    return { backup_id, started_at: at, completed_at: at, status: "SUCCESS" };
  });
}

function answer(row: VectorDatabase, { cloud, account }: Call) {
  const host = `${row.id}.vectordb.emulator.test`;
  const endpoints = row.status === "active" ? { http: `https://${host}`, grpc: `grpc-${host}:443` } : {};
  return { ...row, owner_uuid: accountUuid(cloud, account), endpoints, forked_from_id: "" };
}
