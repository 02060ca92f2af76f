import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseLogsinkOpensearch: Kind = defineKind({
  name: "DatabaseLogsinkOpensearch",
  type: "digitalocean:index/databaseLogsinkOpensearch:DatabaseLogsinkOpensearch",
  scopes: scopesOf("database"),
  nameInput: "name",
  replacing: ["clusterId", "name"],
  secrets: ["caCert"],
  computed: ["logsinkId"],
  price: included("in its cluster"),
});
