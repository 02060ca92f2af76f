import * as z from "zod";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { collection, keyOf } from "../collection.ts";
import { notFound, unprocessable } from "../errors.ts";
import { bodyOperation, type Call, created, type Operation, ok, operation, param, rows } from "../operation.ts";
import { clusterRunning } from "./cluster.ts";
import { put } from "./clusters.ts";

const path = "/v2/databases/{database_cluster_uuid}/schema-registry";
const onePath = `${path}/config/{subject_name}`;
const kafka = clusterRunning("kafka");

const version = z.object({
  schema_id: z.number(),
  // As it was sent: the document writes it large, the provider small, and compares what it reads.
  schema_type: z.string().regex(/^(avro|json|protobuf)$/i, "expected AVRO, JSON or PROTOBUF"),
  schema: z.string().min(1),
});

const level = z.enum([
  "NONE",
  "BACKWARD",
  "BACKWARD_TRANSITIVE",
  "FORWARD",
  "FORWARD_TRANSITIVE",
  "FULL",
  "FULL_TRANSITIVE",
]);
const levelOnly = z.object({ compatibility_level: level });

const subject = z.object({
  name: z.string(),
  versions: z.array(version).min(1),
  level: level.exactOptional(),
});

type Subject = z.infer<typeof subject>;

/** Schemas of Kafka clusters, by cluster and subject. */
export const schemaTable = tableOf("database_schemas", subject);

belongsTo("DatabaseCluster", schemaTable);

/** The schema registry of a Kafka cluster. A subject that is registered again gets another version. */
export const schemaOperations: readonly Operation[] = [
  operation("GET", `${path}/config`, "document", (call) => ok({ compatibility_level: levelOf(call) })),
  bodyOperation("PUT", `${path}/config`, "document", levelOnly, (call, { compatibility_level }) => {
    put(call, { ...kafka(call), schema_level: compatibility_level });
    return ok({ compatibility_level });
  }),
  operation("GET", onePath, "document", (call) => {
    const { name: subject_name, level: compatibility_level = levelOf(call) } = subjectOf(call);
    return ok({ subject_name, compatibility_level });
  }),
  bodyOperation("PUT", onePath, "document", levelOnly, (call, { compatibility_level }) => {
    const old = subjectOf(call);
    rows(call, schemaTable).put(keyOf(kafka(call).id, old.name), { ...old, level: compatibility_level });
    return ok({ subject_name: old.name, compatibility_level });
  }),
  bodyOperation(
    "POST",
    path,
    "provider",
    version.omit({ schema_id: true }).extend({ subject_name: z.string().min(1) }),
    (call, { subject_name, ...own }) => {
      if (!/^protobuf$/i.test(own.schema_type) && !isJson(own.schema)) throw unprocessable("schema is not valid JSON");
      const key = keyOf(kafka(call).id, subject_name);
      const old = rows(call, schemaTable).get(key);
      const next = { schema_id: call.cloud.ids.number(), ...own };
      const row = { ...old, name: subject_name, versions: [...(old?.versions ?? []), next] };
      return created(latestOf(rows(call, schemaTable).put(key, row)));
    },
  ),
  ...collection({
    path,
    id: "subject_name",
    many: "subjects",
    table: schemaTable,
    owner: (call) => kafka(call).id,
    nameOf: ({ name }) => name,
    answer: latestOf,
    detail: (row) => versionOf(row, row.versions.length),
    remove: true,
  }),
  operation("GET", `${path}/{subject_name}/versions/{version}`, "document", (call) => {
    const row = subjectOf(call);
    const wanted = param(call, "version");
    return ok(versionOf(row, wanted === "latest" ? row.versions.length : Number(wanted)));
  }),
];

const levelOf = (call: Call) => kafka(call).schema_level ?? "BACKWARD";

function subjectOf(call: Call): Subject {
  const found = rows(call, schemaTable).get(keyOf(kafka(call).id, param(call, "subject_name")));
  if (found === undefined) throw notFound();
  return found;
}

function latestOf(row: Subject) {
  const { version: _, ...latest } = versionOf(row, row.versions.length);
  return latest;
}

function versionOf({ name, versions }: Subject, number: number) {
  const found = versions[number - 1];
  if (found === undefined) throw notFound();
  return { subject_name: name, version: String(number), ...found };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
