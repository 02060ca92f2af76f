import { included } from "../cost/price";
import { atLeast } from "../limits/at-least";
import { openApi } from "../limits/citations";
import { oneWordOf } from "../limits/one-of";
import { bytes } from "../limits/text";
import { childAttributes } from "../live/database-child";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseConnectionPool: Kind = defineKind({
  name: "DatabaseConnectionPool",
  type: "digitalocean:index/databaseConnectionPool:DatabaseConnectionPool",
  scopes: [...scopesOf("database"), "database:view_credentials"],
  nameInput: "name",
  names: { clusterId: "DatabaseCluster" },
  replacing: ["clusterId", "dbName", "mode", "name", "size", "user"],
  secrets: ["password", "privateUri", "uri"],
  computed: ["host", "password", "port", "privateHost", "privateUri", "uri"],
  limits: [
    bytes("name", 3, 60, openApi),
    oneWordOf("mode", ["transaction", "session", "statement"], openApi),
    atLeast("size", 1, openApi),
  ],
  live: {
    listed: { path: "/v2/databases/{id}/pools", root: "pools", where: ({ engine }) => engine === "pg" },
    under: "DatabaseCluster",
    id: "{under.id}/{name}",
    importId: "{under.id},{name}",
    name: "{under.name}/{name}",
    attributes: ({ db, ...rest }, context) => ({ ...childAttributes(rest, context), db_name: db }),
  },
  price: included("in its cluster"),
});
