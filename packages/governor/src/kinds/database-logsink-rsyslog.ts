import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseLogsinkRsyslog: Kind = defineKind({
  name: "DatabaseLogsinkRsyslog",
  type: "digitalocean:index/databaseLogsinkRsyslog:DatabaseLogsinkRsyslog",
  scopes: scopesOf("database"),
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { format: "rfc5424", tls: false },
  replacing: ["clusterId", "name"],
  secrets: ["caCert", "clientKey"],
  computed: ["logsinkId"],
  price: included("in its cluster"),
});
