import { included } from "../cost/price";
import { settingLimits } from "../limits/setting-limits";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseMysqlConfig: Kind = defineKind({
  name: "DatabaseMysqlConfig",
  type: "digitalocean:index/databaseMysqlConfig:DatabaseMysqlConfig",
  scopes: scopesOf("database", "read", "update"),
  replacing: ["clusterId"],
  unlisted: { reason: "every cluster has such settings, whether or not somebody has set them" },
  limits: settingLimits("DatabaseMysqlConfig", "mysql"),
  price: included("in its cluster"),
});
