import { included } from "../cost/price";
import { openApi } from "../limits/citations";
import { oneWordOf } from "../limits/one-of";
import { bytes } from "../limits/text";
import { attributeOf } from "../live/api-object";
import { childAttributes } from "../live/database-child";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseUser: Kind = defineKind({
  name: "DatabaseUser",
  type: "digitalocean:index/databaseUser:DatabaseUser",
  scopes: [...scopesOf("database"), "database:view_credentials"],
  nameInput: "name",
  replacing: ["clusterId", "name"],
  secrets: ["accessCert", "accessKey", "password"],
  computed: ["accessCert", "accessKey", "password", "role"],
  limits: [
    bytes("name", 1, 63, openApi),
    oneWordOf("settings[].acls[].permission", ["admin", "consume", "produce", "produceconsume"], openApi),
    oneWordOf("settings[].opensearchAcls[].permission", ["admin", "deny", "read", "readwrite", "write"], openApi),
    oneWordOf("mysqlAuthPlugin", ["mysql_native_password", "caching_sha2_password"], openApi),
  ],
  live: {
    listed: { root: "users" },
    under: "DatabaseCluster",
    // Every cluster has one.
    is: ({ role }) => role !== "primary",
    id: "{under.id}/user/{name}",
    importId: "{under.id},{name}",
    name: "{under.name}/{name}",
    attributes: ({ mysql_settings: mysql, ...rest }, context) => ({
      ...childAttributes(rest, context),
      mysql_auth_plugin: attributeOf(mysql, "auth_plugin"),
    }),
  },
  price: included("in its cluster"),
});
