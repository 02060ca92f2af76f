import { included } from "../cost/price";
import { settingLimits } from "../limits/setting-limits";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseRedisConfig: Kind = defineKind({
  name: "DatabaseRedisConfig",
  type: "digitalocean:index/databaseRedisConfig:DatabaseRedisConfig",
  names: { clusterId: "DatabaseCluster" },
  scopes: scopesOf("database", "read", "update"),
  replacing: ["clusterId"],
  unlisted: { reason: "every cluster has such settings, whether or not somebody has set them" },
  limits: settingLimits("DatabaseRedisConfig", "redis"),
  price: included("in its cluster"),
});
