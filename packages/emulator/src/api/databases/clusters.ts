import { databaseMemoryGb, databasePlan } from "@infrafabric/governor/internal";
import * as z from "zod";
import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { urnOf } from "../../state/urn.ts";
import { forgetOwned, ownedBy } from "../collection.ts";
import { preconditionFailed, unprocessable } from "../errors.ts";
import {
  type Answer,
  accepted,
  bodyOperation,
  type Call,
  created,
  noContent,
  type Operation,
  ok,
  operation,
  page,
  param,
  rows,
} from "../operation.ts";
import { assign, checkProject, projectOf } from "../projects/assignment.ts";
import { ensureTags, hasTag, tagNames } from "../tags/tag.ts";
import { vpcFor } from "../vpcs/vpc-for.ts";
import { childKey, deleteAll } from "./child.ts";
import { type Cluster, clusterOf, clusterTable, databaseSubject, engineOf, storageAutoscale } from "./cluster.ts";
import { connectionsOf } from "./connection.ts";
import { databaseTable } from "./database.ts";
import { allEngines, type Engine, hasVersion, majorOf, sizesFor } from "./engine.ts";
import { eventTable, noteEvent } from "./events.ts";
import { indexTable } from "./index-table.ts";
import { logsinkTable } from "./logsink.ts";
import { migrationSubject, migrationTable } from "./migrations.ts";
import { poolTable } from "./pool.ts";
import { type Replica, replicaTable } from "./replica.ts";
import { ruleTable } from "./rule.ts";
import { checkedRules, putRules, requestedRules } from "./rules.ts";
import { schemaTable } from "./schemas.ts";
import { topicTable } from "./topic.ts";
import { newUser, ownPassword, userAnswer, userTable } from "./user.ts";

const path = "/v2/databases/{database_cluster_uuid}";

const plan = z.object({
  size: z.string(),
  num_nodes: z.number().int().min(1),
  storage_size_mib: z.number().int().min(1).exactOptional(),
});

const creation = plan.extend({
  name: z.string().regex(/^[a-z][a-z0-9-]{2,62}$/, "invalid cluster name"),
  engine: z.string(),
  version: z.string().min(1).exactOptional(),
  region: z.string(),
  private_network_uuid: z.string().default(""),
  project_id: z.string().default(""),
  tags: tagNames,
  rules: requestedRules.nullish(),
  autoscale: z.object({ storage: storageAutoscale }).exactOptional(),
  // What DigitalOcean's Go client sends instead.
  storage_autoscale: storageAutoscale.exactOptional(),
  backup_restore: z
    .object({ database_name: z.string(), backup_created_at: z.string().exactOptional() })
    .exactOptional(),
});

/** What goes with its cluster, beside its rules. */
const parts = [
  ...[userTable, databaseTable, logsinkTable, poolTable, replicaTable],
  ...[topicTable, schemaTable, indexTable, eventTable, migrationTable],
];

/** Clusters as a whole, from their creation to their end. */
export const clusterOperations: readonly Operation[] = [
  operation("GET", "/v2/databases", "document", (call) => {
    const tag = call.query.get("tag_name");
    const found = rows(call, clusterTable).filter(({ tags }) => tag === null || hasTag(tags, tag));
    return page(
      call,
      "databases",
      found.map((cluster) => answerOf(call, cluster)),
    );
  }),
  bodyOperation("POST", "/v2/databases", "document", creation, create),
  operation("GET", path, "document", (call) => {
    call.cloud.transitions.poll(call.account, databaseSubject(param(call, "database_cluster_uuid")));
    return ok({ database: answerOf(call, clusterOf(call)) });
  }),
  operation("DELETE", path, "document", (call) => {
    const { id } = clusterOf(call);
    const replicas = rows(call, replicaTable).filter(({ cluster }) => cluster === id);
    for (const own of [id, ...replicas.map((one) => one.id)]) {
      call.cloud.transitions.forget(call.account, databaseSubject(own));
      deleteAll(rows(call, ruleTable), ({ cluster_uuid }) => cluster_uuid === own);
    }
    for (const migration of ownedBy(call.account, migrationTable, id)) {
      call.cloud.transitions.forget(call.account, migrationSubject(id, migration.id));
    }
    for (const table of parts) forgetOwned(call.account, table, id);
    rows(call, clusterTable).delete(id);
    return noContent();
  }),
  bodyOperation("PUT", `${path}/resize`, "document", plan, resize),
  bodyOperation(
    "PUT",
    `${path}/migrate`,
    "document",
    z.object({ region: z.string(), private_network_uuid: z.string().default("") }),
    (call, { region, private_network_uuid }) => {
      const old = onlineOf(call);
      begin(call, { ...old, ...place(call, region, private_network_uuid), status: "migrating" });
      return accepted(undefined);
    },
  ),
  bodyOperation("PUT", `${path}/upgrade`, "document", z.object({ version: z.string() }), (call, { version }) => {
    const old = onlineOf(call);
    const isUpgrade = hasVersion(engineOf(old), version) && majorOf(version) > majorOf(old.version);
    if (!isUpgrade) throw unprocessable("invalid version");
    put(call, { ...old, version });
    noteEvent(call, old, "cluster_update");
    return noContent();
  }),
  operation("PUT", `${path}/install_update`, "document", (call) => {
    noteEvent(call, onlineOf(call), "cluster_maintenance_perform");
    return noContent();
  }),
  bodyOperation(
    "PUT",
    `${path}/maintenance`,
    "document",
    z.object({
      day: z.string().regex(/^(mon|tues|wednes|thurs|fri|satur|sun)day$/i, "invalid day"),
      hour: z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, "invalid hour"),
    }),
    (call, { day, hour }) => {
      put(call, { ...clusterOf(call), maintenance_window: { day: day.toLowerCase(), hour } });
      return noContent();
    },
  ),
];

/** Sets the fields of a cluster that stand for themselves. */
export function put({ account }: Call, cluster: Cluster): Cluster {
  return clusterTable.of(account).put(cluster.id, cluster);
}

/** What a creation, a resize and a migration end with. */
export function completeDatabase(account: Account, { subject }: { readonly subject: string }): void {
  const [, id = ""] = subject.split(":");
  const cluster = clusterTable.of(account).get(id);
  if (cluster !== undefined) clusterTable.of(account).put(id, { ...cluster, status: "online" });
  const replica = replicaById(account, id);
  if (replica !== undefined) {
    replicaTable.of(account).put(childKey(replica.cluster, replica.name), { ...replica, status: "online" });
  }
}

function create(call: Call, body: z.infer<typeof creation>): Answer {
  const { cloud, account } = call;
  const engine = allEngines.get(body.engine);
  if (engine === undefined) throw unprocessable("invalid engine");
  if (engine.slug === "redis") throw unprocessable("Redis clusters can no longer be created; use valkey");
  const version = body.version ?? engine.defaultVersion;
  if (!hasVersion(engine, version)) throw unprocessable("invalid version");
  if (body.storage_size_mib !== undefined && engine.storage !== true) {
    throw unprocessable(`${engine.slug} clusters have the storage of their size`);
  }
  if (rows(call, clusterTable).find(({ name }) => name === body.name) !== undefined) {
    throw unprocessable("cluster name is not available");
  }
  checkProject(account, body.project_id);
  const source = body.backup_restore?.database_name;
  if (source !== undefined && rows(call, clusterTable).find(({ name }) => name === source) === undefined) {
    throw unprocessable("the cluster of the backup was not found");
  }
  const autoscale = body.autoscale?.storage ?? body.storage_autoscale;
  const rules = checkedRules(account, body.rules ?? []);
  const cluster: Cluster = {
    id: cloud.ids.uuid(),
    name: body.name,
    engine: engine.slug,
    version,
    ...planned(engine, body),
    ...place(call, body.region, body.private_network_uuid),
    status: source === undefined ? "creating" : "forking",
    created_at: cloud.clock.stamp,
    tags: ensureTags(account, body.tags),
    // DigitalOcean chooses one, too, where nobody has.
    maintenance_window: { day: "monday", hour: "00:00" },
    ...(autoscale === undefined ? {} : { autoscale }),
  };
  begin(call, cluster);
  if (body.project_id !== "") assign(cloud, account, urnOf("dbaas", cluster.id), body.project_id);
  userTable
    .of(account)
    .put(childKey(cluster.id, engine.user), newUser(cluster, { name: engine.user, role: "primary" }));
  if (engine.database !== undefined) {
    const database = { cluster: cluster.id, name: engine.database };
    databaseTable.of(account).put(childKey(cluster.id, engine.database), database);
  }
  putRules(call, cluster.id, rules);
  return created({ database: answerOf(call, cluster, { isNew: true }) });
}

/** Size, nodes and storage, if the engine can have them. */
function planned(engine: Engine, { size, num_nodes, storage_size_mib }: z.infer<typeof plan>) {
  if (!engine.nodes.includes(num_nodes)) throw unprocessable("invalid node count");
  if (!sizesFor(engine, num_nodes).includes(size)) throw unprocessable("invalid size");
  const storage = databasePlan(engine.slug, size)?.storageGib;
  if (storage_size_mib !== undefined && storage !== undefined) {
    const gib = storage_size_mib / 1024;
    const isInRange = gib >= storage.included && gib <= storage.most && gib % 10 === 0;
    if (!isInRange) {
      throw unprocessable(`storage_size_mib must be ${storage.included} to ${storage.most} GiB in steps of 10 GiB`);
    }
  }
  const mib = storage_size_mib ?? (storage === undefined ? undefined : storage.included * 1024);
  return { size, num_nodes, ...(mib === undefined ? {} : { storage_size_mib: mib }) };
}

/** A plan that follows another one: `doctl databases resize --help` says that neither nodes nor storage get smaller. */
function resized(engine: Engine, old: Pick<Cluster, "size" | "storage_size_mib">, body: z.infer<typeof plan>) {
  const next = planned(engine, body);
  if (isSmaller(next.size, old.size)) throw unprocessable("cannot resize nodes to a smaller size");
  const storage = Math.max(next.storage_size_mib ?? 0, old.storage_size_mib ?? 0);
  const isLess = body.storage_size_mib !== undefined && body.storage_size_mib < storage;
  if (isLess) throw unprocessable("cannot reduce the storage size of a cluster");
  return { ...next, ...(storage === 0 ? {} : { storage_size_mib: storage }) };
}

/** True for a size whose nodes have less memory than those of another. */
export function isSmaller(size: string, other: string): boolean {
  return (databaseMemoryGb(size) ?? 0) < (databaseMemoryGb(other) ?? 0);
}

/** A region and a VPC in it. */
export function place({ cloud, account }: Asked, region: string, vpc: string) {
  return { region, private_network_uuid: vpcFor(cloud, account, region, vpc).id };
}

function resize(call: Call, body: z.infer<typeof plan>): Answer {
  const replica = replicaById(call.account, param(call, "database_cluster_uuid"));
  if (replica === undefined) {
    const old = onlineOf(call);
    begin(call, { ...old, ...resized(engineOf(old), old, body), status: "resizing" });
    return accepted(undefined);
  }
  const primary = rows(call, clusterTable).get(replica.cluster);
  if (primary === undefined) throw unprocessable("the replica has no cluster");
  const { num_nodes: _, ...next } = resized(engineOf(primary), replica, body);
  rows(call, replicaTable).put(childKey(replica.cluster, replica.name), { ...replica, ...next, status: "resizing" });
  call.cloud.transitions.begin(call.account, "database.change", databaseSubject(replica.id));
  return accepted(undefined);
}

function replicaById(account: Account, id: string): Replica | undefined {
  return replicaTable.of(account).find((one) => one.id === id);
}

/** The cluster of a path, which must not be changing already. */
export function onlineOf(call: Call): Cluster {
  const cluster = clusterOf(call);
  if (cluster.status !== "online") throw preconditionFailed(`cluster is ${cluster.status}`);
  return cluster;
}

function begin(call: Call, cluster: Cluster): void {
  put(call, cluster);
  const isNew = cluster.status === "creating" || cluster.status === "forking";
  noteEvent(call, cluster, isNew ? "cluster_create" : "cluster_update");
  const kind = isNew ? "database.create" : "database.change";
  call.cloud.transitions.begin(call.account, kind, databaseSubject(cluster.id));
}

/** Who is asked about a cluster, and for whom. */
interface Asked {
  readonly cloud: Cloud;
  readonly account: Account;
}

/** Where metrics are served, as the document's example has it. */
const metricsPort = 9273;

function answerOf({ cloud, account }: Asked, cluster: Cluster, { isNew = false } = {}) {
  const {
    eviction_policy: _,
    sql_mode: __,
    config: ___,
    service_cnames: ____,
    schema_level,
    autoscale,
    ...own
  } = cluster;
  const engine = engineOf(cluster);
  // A MongoDB cluster shows its password once.
  const password = engine.slug === "mongodb" && !isNew ? "" : ownPassword(cloud, account, cluster);
  const connections = connectionsOf(account, { engine, name: cluster.name, user: engine.user, password });
  const ofCluster = (row: { readonly cluster: string }) => row.cluster === cluster.id;
  return {
    ...own,
    project_id: projectOf(cloud, account, urnOf("dbaas", cluster.id)),
    ...connections,
    metrics_endpoints: [{ host: connections.connection.host, port: metricsPort }],
    users: userTable
      .of(account)
      .filter(ofCluster)
      .map((user) => userAnswer(cloud, cluster, user)),
    db_names: databaseTable
      .of(account)
      .filter(ofCluster)
      .map(({ name }) => name),
    rules: ruleTable.of(account).filter(({ cluster_uuid }) => cluster_uuid === cluster.id),
    maintenance_window: { ...cluster.maintenance_window, pending: false, description: [] },
    // The document knows the first of these, DigitalOcean's Go client the second.
    ...(autoscale === undefined ? {} : { autoscale: { storage: autoscale }, storage_autoscale: autoscale }),
  };
}
