import { included } from "../cost/price";
import { between } from "../limits/between";
import { openApi, provider } from "../limits/citations";
import { needed } from "../limits/needed";
import { oneWordOf } from "../limits/one-of";
import { logsinkAttributes, logsinks } from "../live/database-child";
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
  limits: [
    between("port", 1, 65_535, openApi),
    oneWordOf("format", ["rfc5424", "rfc3164", "custom"], openApi),
    needed("logline", provider, { path: "format", values: ["custom"] }),
  ],
  live: {
    listed: logsinks,
    under: "DatabaseCluster",
    is: ({ sink_type: type }) => type === "rsyslog",
    id: "{under.id},{sink_id}",
    name: "{under.name}/{sink_name}",
    attributes: logsinkAttributes,
  },
  price: included("in its cluster"),
});
