import { included } from "../cost/price";
import { openApi } from "../limits/citations";
import { databaseRule } from "../limits/database-rule";
import { oneWordOf } from "../limits/one-of";
import { listIn } from "../live/api-object";
import { childAttributes } from "../live/database-child";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseFirewall: Kind = defineKind({
  name: "DatabaseFirewall",
  type: "digitalocean:index/databaseFirewall:DatabaseFirewall",
  names: { clusterId: ["DatabaseCluster", "DatabaseReplica"] },
  scopes: scopesOf("database", "read", "update"),
  replacing: ["clusterId"],
  unimported: ["rules.createdAt", "rules.uuid"],
  limits: [oneWordOf("rules[].type", ["droplet", "k8s", "ip_addr", "tag", "app"], openApi), databaseRule],
  live: {
    listed: { path: "/v2/databases/{id}/firewall", single: true },
    under: "DatabaseCluster",
    // A cluster without rules is one without a firewall.
    is: ({ rules }) => listIn(rules).length > 0,
    id: "{under.id}",
    sameBy: ["clusterId"],
    name: "{under.name}",
    attributes: childAttributes,
  },
  price: included("in its cluster"),
});
