import * as z from "zod";
import { forbidden, unprocessable } from "../errors.ts";
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
import { clusterOf } from "./cluster.ts";
import { authPlugin, type DatabaseUser, newUser, userAnswer, userSettings, userTable } from "./user.ts";

const path = "/v2/databases/{database_cluster_uuid}/users";
const mysqlSettings = z.object({ auth_plugin: authPlugin });

/** Users within clusters. */
export const userOperations: readonly Operation[] = [
  operation("GET", path, "document", (call) =>
    page(
      call,
      "users",
      childrenOf(call, userTable).map((user) => userAnswer(call.cloud, clusterOf(call), user)),
    ),
  ),
  bodyOperation(
    "POST",
    path,
    "document",
    z.object({
      name: z.string().min(1).max(63),
      mysql_settings: mysqlSettings.exactOptional(),
      settings: userSettings.exactOptional(),
    }),
    (call, { name, mysql_settings, settings }) => {
      const cluster = clusterOf(call);
      if (["redis", "valkey"].includes(cluster.engine))
        throw unprocessable(`${cluster.engine} does not support users of this kind`);
      const user = newUser(cluster, {
        name,
        ...mysql_settings,
        ...(settings === undefined ? {} : { settings: identified(call, settings) }),
      });
      return created({ user: shown(call, addChild(call, userTable, user)) });
    },
  ),
  operation("GET", `${path}/{username}`, "provider", (call) =>
    ok({ user: userAnswer(call.cloud, clusterOf(call), childOf(call, userTable, "username")) }),
  ),
  bodyOperation("PUT", `${path}/{username}`, "document", z.object({ settings: userSettings }), (call, { settings }) =>
    created({ user: shown(call, put(call, { settings: identified(call, settings) })) }),
  ),
  bodyOperation(
    "POST",
    `${path}/{username}/reset_auth`,
    "document",
    z.object({ mysql_settings: mysqlSettings.exactOptional() }),
    (call, { mysql_settings }) => {
      const { resets } = childOf(call, userTable, "username");
      return ok({ user: shown(call, put(call, { resets: resets + 1, ...mysql_settings })) });
    },
  ),
  operation("DELETE", `${path}/{username}`, "document", (call) => {
    if (childOf(call, userTable, "username").role === "primary") throw forbidden("the primary user cannot be deleted");
    deleteChild(call, userTable, "username");
    return noContent();
  }),
];

function put(call: Call, change: Partial<DatabaseUser>): DatabaseUser {
  const user = { ...childOf(call, userTable, "username"), ...change };
  return rows(call, userTable).put(childKey(user.cluster, user.name), user);
}

/** A user as writes answer with it. */
function shown(call: Call, user: DatabaseUser) {
  const { settings } = user;
  return { ...userAnswer(call.cloud, clusterOf(call), user), ...(settings === undefined ? {} : { settings }) };
}

/** Settings whose Kafka ACLs have ids. */
function identified({ cloud }: Call, settings: z.infer<typeof userSettings>): z.infer<typeof userSettings> {
  if (settings.acl === undefined) return settings;
  return { ...settings, acl: settings.acl.map((one) => ({ ...one, id: one.id ?? cloud.ids.hex(8) })) };
}
