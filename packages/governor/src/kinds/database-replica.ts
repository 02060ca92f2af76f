import { replicaPrice } from "../cost/database-price";
import { openApi } from "../limits/citations";
import { named } from "../limits/text";
import { childAttributes } from "../live/database-child";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseReplica: Kind = defineKind({
  name: "DatabaseReplica",
  type: "digitalocean:index/databaseReplica:DatabaseReplica",
  scopes: [...scopesOf("database"), "database:view_credentials"],
  scopesWhere: { privateNetworkUuid: ["vpc:read"], tags: ["tag:create"] },
  // A change of tags replaces the replica.
  tags: { use: "label", path: "tags" },
  // Without a region it lands where its cluster is. Source: DigitalOcean's OpenAPI (7 Aug 2026).
  region: { path: "region", slugs: "datacenter", required: false },
  vpcs: ["privateNetworkUuid"],
  size: { path: "size", list: "database" },
  nameInput: "name",
  // Its id in a program holds its cluster and its name. Source: terraform-provider-digitalocean (Aug 2026).
  idOutput: "uuid",
  names: { clusterId: "DatabaseCluster" },
  replacing: ["clusterId", "name", "privateNetworkUuid", "region", "tags"],
  secrets: ["password", "privateUri", "uri"],
  computed: ["database", "host", "password", "port", "privateHost", "privateUri", "uri", "user", "uuid"],
  limits: [
    named(
      "name",
      /^[a-z][a-z0-9-]{2,62}$/,
      "3 to 63 lower-case letters, digits and dashes, starting with a letter",
      openApi,
    ),
  ],
  usage: "database",
  live: {
    listed: {
      path: "/v2/databases/{id}/replicas",
      root: "replicas",
      where: ({ engine }) => engine === "pg" || engine === "mysql",
    },
    under: "DatabaseCluster",
    id: "{under.id}/replicas/{name}",
    importId: "{under.id},{name}",
    name: "{under.name}/{name}",
    attributes: ({ id, ...rest }, context) => ({ ...childAttributes(rest, context), uuid: id }),
  },
  price: replicaPrice,
});
