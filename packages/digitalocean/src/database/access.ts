import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import { byProtect, protection } from "../parts/protection";
import type { DatabaseDesign } from "./design";
import type { DatabaseAccessArgs } from "./governed-database-args";

/** Who connects to what in a cluster, by name. */
export interface Access {
  readonly databases: ReadonlyMap<string, Planned<digitalocean.DatabaseDb>>;
  readonly users: ReadonlyMap<string, Planned<digitalocean.DatabaseUser>>;
  readonly pools: ReadonlyMap<string, Planned<digitalocean.DatabaseConnectionPool>>;
}

/** What every PostgreSQL and MySQL cluster has from the start. */
const firstDatabase = "defaultdb";
const administrator = "doadmin";

/** Plans databases, users and connection pools. */
export function planAccess(design: DatabaseDesign, clusterId: pulumi.Output<string>): Access {
  const databases = planDatabases(design, clusterId);
  const users = planUsers(design, clusterId);
  return { databases, users, pools: planPools(design, clusterId, { databases, users }) };
}

function planDatabases(design: DatabaseDesign, clusterId: pulumi.Output<string>): Access["databases"] {
  const { name, plan, args, problem } = design;
  const planned = new Map<string, Planned<digitalocean.DatabaseDb>>();
  for (const [index, database] of (args.databases ?? []).entries()) {
    if (planned.has(database)) {
      problem(`databases[${index}]`, `"${database}" is in the list already`);
      continue;
    }
    const db = plan.child(digitalocean.DatabaseDb, {
      name: `${name}-db-${database}`,
      inputs: { clusterId, name: database },
      from: {
        rules: { "protect-stateful": byProtect },
        inputs: { name: `databases[${index}]` },
        whole: "databases",
      },
      options: protection(design),
    });
    planned.set(database, db);
  }
  return planned;
}

function planUsers(design: DatabaseDesign, clusterId: pulumi.Output<string>): Access["users"] {
  const { name, plan, args, given, problem, overlay } = design;
  if (given("userArgs") && !given("users")) problem("userArgs", "is for users", { hint: "set users as well" });
  return new Map(
    Object.entries(args.users ?? {}).map(([user, access]) => {
      checkAccess(design, user, access);
      const settings = settingsOf(access);
      const planned = plan.child(digitalocean.DatabaseUser, {
        name: `${name}-user-${user}`,
        ...overlay("userArgs", { clusterId, name: user, ...(settings === undefined ? {} : { settings: [settings] }) }),
        from: { inputs: { name: `users.${user}`, settings: `users.${user}` }, whole: "users" },
      });
      return [user, planned];
    }),
  );
}

/** The permissions of each engine are no use in another. */
function checkAccess(design: DatabaseDesign, user: string, access: DatabaseAccessArgs): void {
  const { args, problem } = design;
  const engines = { grants: "pg", topics: "kafka", indexes: "opensearch" } as const;
  for (const key of ["grants", "topics", "indexes"] as const) {
    if (access[key] !== undefined && args.engine !== undefined && args.engine !== engines[key]) {
      problem(`users.${user}.${key}`, `is for ${engines[key]}, but the engine is ${args.engine}`, {
        hint: "remove it",
      });
    }
  }
  const known = new Set([firstDatabase, ...(args.databases ?? [])]);
  for (const database of Object.keys(access.grants ?? {})) {
    if (!known.has(database)) unknownName(design, `users.${user}.grants.${database}`, database, "databases", known);
  }
}

function settingsOf({ topics, indexes }: DatabaseAccessArgs): digitalocean.types.input.DatabaseUserSetting | undefined {
  if (topics === undefined && indexes === undefined) return undefined;
  return {
    ...(topics === undefined
      ? {}
      : { acls: Object.entries(topics).map(([topic, permission]) => ({ topic, permission })) }),
    ...(indexes === undefined
      ? {}
      : { opensearchAcls: Object.entries(indexes).map(([index, permission]) => ({ index, permission })) }),
  };
}

function planPools(
  design: DatabaseDesign,
  clusterId: pulumi.Output<string>,
  { databases, users }: Pick<Access, "databases" | "users">,
): Access["pools"] {
  const { name, plan, args } = design;
  const knownDatabases = new Set([firstDatabase, ...databases.keys()]);
  const knownUsers = new Set([administrator, ...users.keys()]);
  return new Map(
    Object.entries(args.pools ?? {}).map(([pool, { size, database = firstDatabase, user, mode = "transaction" }]) => {
      if (!knownDatabases.has(database)) {
        unknownName(design, `pools.${pool}.database`, database, "databases", knownDatabases);
      }
      if (user !== undefined && !knownUsers.has(user)) {
        unknownName(design, `pools.${pool}.user`, user, "users", knownUsers);
      }
      const inputs: digitalocean.DatabaseConnectionPoolArgs = {
        clusterId,
        name: pool,
        mode,
        size,
        // By their outputs: DigitalOcean rejects a pool for what does not exist yet.
        dbName: databases.get(database)?.output((db) => db.name, database) ?? database,
        ...(user === undefined ? {} : { user: users.get(user)?.output((one) => one.name, user) ?? user }),
      };
      const planned = plan.child(digitalocean.DatabaseConnectionPool, {
        name: `${name}-pool-${pool}`,
        inputs,
        from: { inputs: { name: `pools.${pool}`, size: `pools.${pool}.size` }, whole: "pools" },
      });
      return [pool, planned];
    }),
  );
}

function unknownName(
  { faulty, problem }: DatabaseDesign,
  path: string,
  name: string,
  list: "databases" | "users",
  known: ReadonlySet<string>,
): void {
  if (faulty(list)) return;
  problem(path, `"${name}" is not one of the ${list}`, {
    allowed: [...known].join(", "),
    hint: `add it to ${list}, or use one that is there`,
  });
}
