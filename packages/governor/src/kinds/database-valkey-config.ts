import { included } from "../cost/price";
import { settingLimits } from "../limits/setting-limits";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseValkeyConfig: Kind = defineKind({
  name: "DatabaseValkeyConfig",
  type: "digitalocean:index/databaseValkeyConfig:DatabaseValkeyConfig",
  names: { clusterId: "DatabaseCluster" },
  scopes: scopesOf("database", "read", "update"),
  replacing: ["clusterId"],
  unlisted: { reason: "every cluster has such settings, whether or not somebody has set them" },
  limits: settingLimits("DatabaseValkeyConfig", "valkey"),
  price: included("in its cluster"),
});
