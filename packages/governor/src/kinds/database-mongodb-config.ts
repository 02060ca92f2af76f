import { included } from "../cost/price";
import { settingLimits } from "../limits/setting-limits";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseMongodbConfig: Kind = defineKind({
  name: "DatabaseMongodbConfig",
  type: "digitalocean:index/databaseMongodbConfig:DatabaseMongodbConfig",
  scopes: scopesOf("database", "read", "update"),
  replacing: ["clusterId"],
  unlisted: { reason: "every cluster has such settings, whether or not somebody has set them" },
  limits: settingLimits("DatabaseMongodbConfig", "mongodb"),
  price: included("in its cluster"),
});
