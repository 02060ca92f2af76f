import * as z from "zod";
import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { caCertificate } from "../ca-certificate.ts";
import { childKey } from "./child.ts";
import { type Cluster, engineOf } from "./cluster.ts";
import { passwordOf } from "./connection.ts";

export const authPlugin = z.enum(["mysql_native_password", "caching_sha2_password"]);

export const userSettings = z.object({
  pg_allow_replication: z.boolean().exactOptional(),
  acl: z.array(z.object({ id: z.string().exactOptional(), topic: z.string(), permission: z.string() })).exactOptional(),
  opensearch_acl: z.array(z.object({ index: z.string(), permission: z.string() })).exactOptional(),
  mongo_user_settings: z.object({ databases: z.array(z.string()).exactOptional(), role: z.string() }).exactOptional(),
});

const user = z.object({
  cluster: z.string(),
  name: z.string(),
  role: z.enum(["primary", "normal"]),
  /** How often the password was reset. */
  resets: z.number(),
  auth_plugin: authPlugin.exactOptional(),
  settings: userSettings.exactOptional(),
});

export type DatabaseUser = z.infer<typeof user>;

/** Users by cluster and name. */
export const userTable = tableOf("database_users", user);

belongsTo("DatabaseCluster", userTable);

/** A user who is not in the cluster yet. */
export function newUser(
  cluster: Cluster,
  parts: Pick<DatabaseUser, "name"> & Partial<Omit<DatabaseUser, "cluster">>,
): DatabaseUser {
  const plugin = cluster.engine.endsWith("mysql") ? { auth_plugin: authPlugin.enum.caching_sha2_password } : {};
  return { cluster: cluster.id, role: "normal", resets: 0, ...plugin, ...parts };
}

/** A user as reads answer with it: without its settings, which only writes show. */
export function userAnswer(cloud: Cloud, cluster: Cluster, { name, role, resets, auth_plugin }: DatabaseUser) {
  return {
    name,
    role,
    password: passwordOf(cloud, cluster.id, name, resets),
    // They open nothing, and the key is none.
    ...(cluster.engine === "kafka"
      ? { access_cert: caCertificate, access_key: passwordOf(cloud, cluster.id, `key of ${name}`, resets) }
      : {}),
    ...(auth_plugin === undefined ? {} : { mysql_settings: { auth_plugin } }),
  };
}

/** The password of a cluster's own user. */
export function ownPassword(cloud: Cloud, account: Account, cluster: Cluster): string {
  const { user: name } = engineOf(cluster);
  return passwordOf(cloud, cluster.id, name, userTable.of(account).get(childKey(cluster.id, name))?.resets ?? 0);
}
