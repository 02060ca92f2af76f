import { included } from "../cost/price";
import { provider } from "../limits/sources";
import { bytes } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseConnectionPool: Kind = defineKind({
  name: "DatabaseConnectionPool",
  type: "digitalocean:index/databaseConnectionPool:DatabaseConnectionPool",
  nameInput: "name",
  replacing: ["clusterId", "dbName", "mode", "name", "size", "user"],
  secrets: ["password", "privateUri", "uri"],
  computed: ["host", "password", "port", "privateHost", "privateUri", "uri"],
  limits: [bytes("name", 3, 63, provider)],
  price: included("in its cluster"),
});
