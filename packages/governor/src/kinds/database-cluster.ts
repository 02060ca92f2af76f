import { databasePrice } from "../cost/database-price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const databaseCluster: Kind = defineKind({
  name: "DatabaseCluster",
  type: "digitalocean:index/databaseCluster:DatabaseCluster",
  tags: { use: "label", path: "tags" },
  region: { path: "region", slugs: "datacenter", required: true },
  size: { path: "size", list: "database" },
  nameInput: "name",
  replacing: ["engine", "name", "privateNetworkUuid", "projectId"],
  secrets: ["password", "privateUri", "uiPassword", "uiUri", "uri"],
  computed: [
    "clusterUrn",
    "database",
    "host",
    "metricsEndpoints",
    "password",
    "port",
    "privateHost",
    "privateUri",
    "uiDatabase",
    "uiHost",
    "uiPassword",
    "uiPort",
    "uiUri",
    "uiUser",
    "uri",
    "user",
  ],
  price: databasePrice,
});
