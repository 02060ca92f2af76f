import { included } from "../cost/price";
import { settingLimits } from "../limits/setting-limits";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseOpensearchConfig: Kind = defineKind({
  name: "DatabaseOpensearchConfig",
  type: "digitalocean:index/databaseOpensearchConfig:DatabaseOpensearchConfig",
  scopes: scopesOf("database", "read", "update"),
  replacing: ["clusterId"],
  unlisted: { reason: "every cluster has such settings, whether or not somebody has set them" },
  limits: settingLimits("DatabaseOpensearchConfig", "opensearch"),
  price: included("in its cluster"),
});
