import { included } from "../cost/price";
import { settingLimits } from "../limits/setting-limits";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseKafkaConfig: Kind = defineKind({
  name: "DatabaseKafkaConfig",
  type: "digitalocean:index/databaseKafkaConfig:DatabaseKafkaConfig",
  scopes: scopesOf("database", "read", "update"),
  replacing: ["clusterId"],
  unlisted: { reason: "every cluster has such settings, whether or not somebody has set them" },
  limits: settingLimits("DatabaseKafkaConfig", "kafka"),
  price: included("in its cluster"),
});
