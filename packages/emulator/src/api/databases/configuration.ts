import { evictionPolicies } from "@infrafabric/governor/internal";
import * as z from "zod";
import { stampOf } from "../../state/clock.ts";
import { caCertificate } from "../ca-certificate.ts";
import { unprocessable } from "../errors.ts";
import { listOf } from "../list.ts";
import { bodyOperation, type Call, noContent, type Operation, ok, operation } from "../operation.ts";
import { requested } from "../requested.ts";
import { type Cluster, clusterOf, engineOf, storageAutoscale } from "./cluster.ts";
import { put } from "./clusters.ts";
import { settingsBody } from "./settings.ts";

const path = "/v2/databases/{database_cluster_uuid}";

/** What a new MySQL cluster keeps to. */
const defaultSqlMode =
  "ANSI,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,NO_ZERO_DATE,NO_ZERO_IN_DATE,STRICT_ALL_TABLES";

const settings = z.object({
  do_settings: z.object({
    service_cnames: listOf(
      z
        .string()
        .max(253)
        .regex(/^[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)+$/i, "invalid name"),
      16,
    ),
  }),
});

/** What is asked and set of one cluster beside its size and place. */
export const configurationOperations: readonly Operation[] = [
  operation("GET", `${path}/eviction_policy`, "document", (call) =>
    ok({ eviction_policy: caching(call).eviction_policy ?? "noeviction" }),
  ),
  bodyOperation(
    "PUT",
    `${path}/eviction_policy`,
    "document",
    z.object({ eviction_policy: z.enum(evictionPolicies) }),
    (call, { eviction_policy }) => {
      put(call, { ...caching(call), eviction_policy });
      return noContent();
    },
  ),
  operation("GET", `${path}/sql_mode`, "document", (call) => ok({ sql_mode: mysql(call).sql_mode ?? defaultSqlMode })),
  bodyOperation("PUT", `${path}/sql_mode`, "document", z.object({ sql_mode: z.string() }), (call, { sql_mode }) => {
    put(call, { ...mysql(call), sql_mode });
    return noContent();
  }),
  operation("GET", `${path}/autoscale`, "provider", (call) => {
    const storage = clusterOf(call).autoscale ?? { enabled: false };
    // The document has the first of these, DigitalOcean's Go client reads the second.
    return ok({ autoscale: { storage }, storage });
  }),
  bodyOperation(
    "PUT",
    `${path}/autoscale`,
    "document",
    z.object({ storage: storageAutoscale }),
    (call, { storage }) => {
      put(call, { ...clusterOf(call), autoscale: storage });
      return noContent();
    },
  ),
  operation("GET", `${path}/config`, "document", (call) => {
    const cluster = clusterOf(call);
    return ok({ config: { ...engineOf(cluster).config, ...answered(cluster.config ?? {}) } });
  }),
  bodyOperation(
    "PATCH",
    `${path}/config`,
    "document",
    z.object({ config: z.record(z.string(), z.json()) }),
    (call, body) => {
      const cluster = clusterOf(call);
      const { config } = requested(settingsBody(cluster.engine), body);
      put(call, { ...cluster, config: { ...cluster.config, ...config } });
      return ok(undefined);
    },
  ),
  operation("GET", `${path}/do_settings`, "document", (call) =>
    ok({ do_settings: { service_cnames: clusterOf(call).service_cnames ?? [] } }),
  ),
  bodyOperation("PUT", `${path}/do_settings`, "document", settings, (call, { do_settings }) => {
    put(call, { ...clusterOf(call), service_cnames: do_settings.service_cnames });
    return noContent();
  }),
  operation("GET", `${path}/ca`, "document", (call) => {
    clusterOf(call);
    return ok({ ca: { certificate: Buffer.from(caCertificate).toString("base64") } });
  }),
  operation("GET", `${path}/backups`, "assumed", (call) => ok({ backups: backupsOf(call) })),
];

/** Parameters of advanced engines are sent by name, and answered as a list. Source: DigitalOcean's Go client. */
function answered(config: NonNullable<Cluster["config"]>) {
  const listed = (value: unknown) =>
    Object.entries(Object(value)).map(([name, each]) => ({ name, value: each, requires_restart: false }));
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => [name, name.endsWith("_parameters") ? listed(value) : value]),
  );
}

function caching(call: Call): Cluster {
  const cluster = clusterOf(call);
  if (!["valkey", "redis"].includes(cluster.engine)) throw unprocessable("only caches have an eviction policy");
  return cluster;
}

function mysql(call: Call): Cluster {
  const cluster = clusterOf(call);
  if (!cluster.engine.endsWith("mysql")) throw unprocessable("only MySQL has an SQL mode");
  return cluster;
}

const day = 24 * 60 * 60 * 1000;
const daysKept = 7;

/** One backup a day, by the emulator's clock, for a week. */
function backupsOf(call: Call) {
  const cluster = clusterOf(call);
  if (engineOf(cluster).backups !== true || cluster.status === "creating") return [];
  const first = Date.parse(cluster.created_at);
  const count = Math.floor((call.cloud.clock.time - first) / day) + 1;
  return Array.from({ length: count }, (_, index) => new Date(first + index * day))
    .slice(-daysKept)
    .map((taken) => ({ created_at: stampOf(taken), size_gigabytes: 0.03, incremental: false }));
}
