import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseValkeyConfig: Kind = defineKind({
  name: "DatabaseValkeyConfig",
  type: "digitalocean:index/databaseValkeyConfig:DatabaseValkeyConfig",
  names: { clusterId: "DatabaseCluster" },
  replacing: ["clusterId"],
  price: included("in its cluster"),
});
