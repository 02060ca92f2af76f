import { databasePrice } from "../cost/database-price";
import { between } from "../limits/between";
import { openApi } from "../limits/citations";
import {
  backupRestore,
  engine,
  engineSize,
  engineVersion,
  evictionPolicy,
  nodeCount,
  sqlMode,
  storageAutoscale,
  storageSize,
} from "../limits/database-plan";
import { named } from "../limits/text";
import { databaseAttributes } from "../live/database-cluster";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const databaseCluster: Kind = defineKind({
  name: "DatabaseCluster",
  type: "digitalocean:index/databaseCluster:DatabaseCluster",
  scopes: [...scopesOf("database"), "database:view_credentials"],
  scopesWhere: { privateNetworkUuid: ["vpc:read"], projectId: ["project:assign_resource"], tags: ["tag:create"] },
  tags: { use: "label", path: "tags" },
  region: { path: "region", slugs: "datacenter", required: true },
  vpcs: ["privateNetworkUuid"],
  size: { path: "size", list: "database" },
  nameInput: "name",
  holdsData: true,
  replacing: ["engine", "name", "privateNetworkUuid", "projectId"],
  unimported: ["backupRestore", "evictionPolicy", "maintenanceWindows", "sqlMode", "storageAutoscale"],
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
  limits: [
    named(
      "name",
      /^[a-z][a-z0-9-]{2,62}$/,
      "3 to 63 lower-case letters, digits and dashes, starting with a letter",
      openApi,
    ),
    engine,
    engineVersion,
    nodeCount,
    engineSize,
    storageSize,
    backupRestore,
    evictionPolicy,
    sqlMode,
    named(
      "maintenanceWindows[].day",
      /^(mon|tues|wednes|thurs|fri|satur|sun)day$/i,
      "a day of the week such as monday",
      openApi,
    ),
    named("maintenanceWindows[].hour", /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/, "a time such as 04:00", openApi),
    storageAutoscale,
    between("storageAutoscale.thresholdPercent", 15, 95, openApi, { whole: true }),
    between("storageAutoscale.incrementGib", 10, 500, openApi, { whole: true }),
  ],
  usage: "database",
  live: {
    listed: { path: "/v2/databases", root: "databases" },
    urn: "do:dbaas:{id}",
    more: [
      {
        path: "/v2/databases/{id}/eviction_policy",
        root: "eviction_policy",
        single: true,
        where: ({ engine }) => engine === "redis" || engine === "valkey",
      },
      {
        path: "/v2/databases/{id}/sql_mode",
        root: "sql_mode",
        single: true,
        where: ({ engine }) => engine === "mysql",
      },
    ],
    attributes: databaseAttributes,
    unshown: ({ engine }) => [
      "backupRestore",
      ...(engine === "redis" || engine === "valkey" ? ["evictionPolicy"] : []),
      ...(engine === "mysql" ? ["sqlMode"] : []),
    ],
  },
  price: databasePrice,
});
