import { included } from "../cost/price";
import { atLeast } from "../limits/at-least";
import { openApi } from "../limits/citations";
import { oneWordOf } from "../limits/one-of";
import { bytes } from "../limits/text";
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
  price: included("in its cluster"),
});
