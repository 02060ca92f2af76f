import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseLogsinkOpensearch: Kind = defineKind({
  name: "DatabaseLogsinkOpensearch",
  type: "digitalocean:index/databaseLogsinkOpensearch:DatabaseLogsinkOpensearch",
  nameInput: "name",
  replacing: ["clusterId", "name"],
  secrets: ["caCert"],
  computed: ["logsinkId"],
  price: included("in its cluster"),
});
