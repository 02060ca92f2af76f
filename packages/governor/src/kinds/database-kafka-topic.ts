import { included } from "../cost/price";
import { atLeast } from "../limits/at-least";
import { between } from "../limits/between";
import { openApi } from "../limits/citations";
import { childAttributes } from "../live/database-child";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseKafkaTopic: Kind = defineKind({
  name: "DatabaseKafkaTopic",
  type: "digitalocean:index/databaseKafkaTopic:DatabaseKafkaTopic",
  scopes: scopesOf("database"),
  nameInput: "name",
  holdsData: true,
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { partitionCount: 3, replicationFactor: 2 },
  replacing: ["clusterId", "name"],
  computed: ["state"],
  limits: [between("partitionCount", 3, 2048, openApi), atLeast("replicationFactor", 2, openApi)],
  live: {
    listed: { path: "/v2/databases/{id}/topics", root: "topics", where: ({ engine }) => engine === "kafka" },
    under: "DatabaseCluster",
    id: "{under.id}/topic/{name}",
    importId: "{under.id},{name}",
    name: "{under.name}/{name}",
    attributes: childAttributes,
    unshown: ["configs"],
  },
  price: included("in its cluster"),
});
