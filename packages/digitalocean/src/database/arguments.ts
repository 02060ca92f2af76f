import * as z from "zod";
import { type Arguments, object, optional, overrides, required, secret } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { childKey, input, oneOf, text } from "../component/schema";
import { recipientArguments } from "../parts/alert-recipients";
import { Weekday } from "../parts/backup-policy-args";
import {
  type ConnectionPoolArgs,
  type DatabaseAccessArgs,
  type DatabaseAlertThresholdArgs,
  DatabaseEngine,
  DatabaseGrant,
  type GovernedDatabaseArgs,
  IndexPermission,
  type KafkaTopicArgs,
  type LogSinkArgs,
  type MaintenanceWindowArgs,
  PoolMode,
  type ReadReplicaArgs,
  type RestoreArgs,
  type StorageAutoscaleArgs,
  TopicPermission,
  type TrustedSourcesArgs,
} from "./governed-database-args";

/** A name within a database cluster, which is part of the name of its resource. */
const name = () =>
  z.string().regex(/^[a-z_][a-z0-9_-]{0,62}$/, {
    error: "a name contains up to 63 lower-case letters, digits, _ and -, and begins with a letter or _",
  });

/** Kafka takes more in the name of a topic. */
const topicName = () =>
  z.string().regex(/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,249}$/, {
    error: "the name of a topic contains up to 249 letters, digits, ., _ and -",
  });

/** The arguments of a GovernedDatabase. */
export const databaseArguments = declareArguments((): Arguments<GovernedDatabaseArgs> => {
  const percent = z.number().positive().max(100);
  const sources = () => optional(z.array(input(text())));
  const byKey = "the key is the name";
  const ofCluster = "it belongs to the component's own cluster";
  const useVpcId = "use vpcId";
  return {
    ...governedArguments(),
    engine: required(oneOf(DatabaseEngine, "unknown engine")),
    version: required(text()),
    region: required(text()),
    size: required(text()),
    nodes: optional(z.number()),
    storageGib: optional(z.number()),
    storageAutoscale: optional(
      object<StorageAutoscaleArgs>({
        thresholdPercent: optional(z.number()),
        incrementGib: optional(z.number()),
      }),
    ),
    maintenanceWindow: optional(
      object<MaintenanceWindowArgs>({
        weekday: optional(oneOf(Weekday, "unknown weekday")),
        hour: optional(z.int().min(0).max(23)),
      }),
    ),
    evictionPolicy: optional(text()),
    restoreFrom: optional(
      object<RestoreArgs>({
        cluster: required(input(text())),
        backupCreatedAt: optional(
          z.iso.datetime({ offset: true, error: "is not a valid time such as 2026-11-24T04:10:00Z" }),
        ),
      }),
    ),
    vpcId: optional(input(text())),
    ipRange: optional(text()),
    trustedSources: optional(
      object<TrustedSourcesArgs>({
        tags: sources(),
        droplets: sources(),
        apps: sources(),
        clusters: sources(),
        addresses: optional(z.array(text())),
      }),
    ),
    publicHost: optional(z.boolean()),
    databases: optional(z.array(name())),
    users: optional(
      z.record(
        name(),
        object<DatabaseAccessArgs>({
          grants: optional(z.record(text(), oneOf(DatabaseGrant, "unknown grant"))),
          topics: optional(z.record(text(), oneOf(TopicPermission, "unknown permission"))),
          indexes: optional(z.record(text(), oneOf(IndexPermission, "unknown permission"))),
        }),
      ),
    ),
    pools: optional(
      z.record(
        name(),
        object<ConnectionPoolArgs>({
          size: required(z.int()),
          database: optional(text()),
          user: optional(text()),
          mode: optional(oneOf(PoolMode, "unknown mode")),
        }),
      ),
    ),
    topics: optional(
      z.record(
        topicName(),
        object<KafkaTopicArgs>({
          partitions: optional(z.int()),
          replicationFactor: optional(z.int()),
          retentionHours: optional(z.number().positive()),
        }),
      ),
    ),
    replicas: optional(
      z.record(
        childKey(),
        object<ReadReplicaArgs>({
          region: required(text()),
          size: optional(text()),
          vpcId: optional(input(text())),
        }),
      ),
    ),
    logSink: secret(
      optional(
        object<LogSinkArgs>({
          server: optional(input(text())),
          port: optional(z.int()),
          tls: optional(z.boolean()),
          endpoint: optional(input(z.string().regex(/^https:\/\/\S+$/, { error: "must be an HTTPS URL" }))),
          indexPrefix: optional(text()),
          indexDaysMax: optional(z.int()),
          caCert: optional(input(text())),
        }),
      ),
    ),
    ...recipientArguments(),
    alertThresholds: optional(
      object<DatabaseAlertThresholdArgs>({
        cpu: optional(percent),
        memory: optional(percent),
        disk: optional(percent),
      }),
    ),
    skipAlerts: optional(z.boolean()),
    projectId: optional(input(text())),
    clusterArgs: overrides({
      engine: "use engine",
      region: "use region",
      privateNetworkUuid: useVpcId,
      storageAutoscale: "use storageAutoscale",
      storageSizeMib: "use storageGib",
      backupRestore: "use restoreFrom",
      nodeCount: "use nodes",
      size: "use size",
    }),
    vpcArgs: overrides({ region: "use the component's region, or the replica's" }),
    userArgs: overrides({ clusterId: ofCluster, name: byKey, settings: "use topics or indexes of the user" }),
    topicArgs: overrides({ clusterId: ofCluster, name: byKey }),
    replicaArgs: overrides({
      clusterId: ofCluster,
      region: "use region of the replica",
      privateNetworkUuid: useVpcId,
      size: "use size of the replica",
    }),
    rsyslogArgs: overrides({ clusterId: ofCluster, server: "use logSink.server" }),
    opensearchSinkArgs: overrides({ clusterId: ofCluster, endpoint: "use logSink.endpoint" }),
    monitorAlertArgs: overrides({
      type: "the database has one alert for each metric",
      value: "use alertThresholds",
      entities: ofCluster,
      tags: ofCluster,
      alerts: "use alertEmails and alertSlacks",
      enabled: "use skipAlerts",
    }),
  };
});
