import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseKafkaTopic: Kind = defineKind({
  name: "DatabaseKafkaTopic",
  type: "digitalocean:index/databaseKafkaTopic:DatabaseKafkaTopic",
  scopes: scopesOf("database"),
  nameInput: "name",
  holdsData: true,
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { partitionCount: 3, replicationFactor: 2 },
  replacing: ["clusterId", "name"],
  computed: ["state"],
  price: included("in its cluster"),
});
