import { included } from "../cost/price";
import { settingLimits } from "../limits/setting-limits";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databasePostgresqlConfig: Kind = defineKind({
  name: "DatabasePostgresqlConfig",
  type: "digitalocean:index/databasePostgresqlConfig:DatabasePostgresqlConfig",
  scopes: scopesOf("database", "read", "update"),
  replacing: ["clusterId"],
  unlisted: { reason: "every cluster has such settings, whether or not somebody has set them" },
  limits: settingLimits("DatabasePostgresqlConfig", "pg"),
  price: included("in its cluster"),
});
