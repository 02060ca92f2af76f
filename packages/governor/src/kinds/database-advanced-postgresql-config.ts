import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseAdvancedPostgresqlConfig: Kind = defineKind({
  name: "DatabaseAdvancedPostgresqlConfig",
  type: "digitalocean:index/databaseAdvancedPostgresqlConfig:DatabaseAdvancedPostgresqlConfig",
  scopes: scopesOf("database", "read", "update"),
  replacing: ["clusterId"],
  unlisted: { reason: "every cluster has such settings, whether or not somebody has set them" },
  price: included("in its cluster"),
});
