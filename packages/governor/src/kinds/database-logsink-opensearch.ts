import { included } from "../cost/price";
import { atLeast } from "../limits/at-least";
import { provider } from "../limits/citations";
import { named } from "../limits/text";
import { logsinkAttributes, logsinks } from "../live/database-child";
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
  limits: [
    named("endpoint", /^https:\/\//, "an HTTPS URL", provider),
    atLeast("indexDaysMax", 1, provider),
    atLeast("timeoutSeconds", 1, provider),
  ],
  live: {
    listed: logsinks,
    under: "DatabaseCluster",
    is: ({ sink_type: type }) => type === "opensearch",
    id: "{under.id},{sink_id}",
    name: "{under.name}/{sink_name}",
    attributes: logsinkAttributes,
  },
  price: included("in its cluster"),
});
