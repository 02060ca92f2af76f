import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { GovernedArgs } from "../component/args";
import type { Weekday } from "../parts/backup-policy-args";
import type { RecipientArgs } from "../parts/recipient-args";

/** What a database runs. */
export const DatabaseEngine = {
  PostgreSql: "pg",
  MySql: "mysql",
  Valkey: "valkey",
  MongoDb: "mongodb",
  Kafka: "kafka",
  OpenSearch: "opensearch",
} as const;
export type DatabaseEngine = (typeof DatabaseEngine)[keyof typeof DatabaseEngine];

/** What a user may do in a PostgreSQL database. */
export const DatabaseGrant = {
  /** Creates tables, and does everything with its own. */
  Owner: "owner",
  /** Reads and writes the tables of the owners. */
  ReadWrite: "readwrite",
  /** Reads the tables of the owners. */
  ReadOnly: "readonly",
} as const;
export type DatabaseGrant = (typeof DatabaseGrant)[keyof typeof DatabaseGrant];

/** What a user may do with Kafka topics. */
export const TopicPermission = {
  Admin: "admin",
  Consume: "consume",
  Produce: "produce",
  ProduceConsume: "produceconsume",
} as const;
export type TopicPermission = (typeof TopicPermission)[keyof typeof TopicPermission];

/** What a user may do with OpenSearch indexes. */
export const IndexPermission = {
  Admin: "admin",
  Deny: "deny",
  Read: "read",
  ReadWrite: "readwrite",
  Write: "write",
} as const;
export type IndexPermission = (typeof IndexPermission)[keyof typeof IndexPermission];

/** How PostgreSQL connections of a pool are shared. */
export const PoolMode = {
  Transaction: "transaction",
  Session: "session",
  Statement: "statement",
} as const;
export type PoolMode = (typeof PoolMode)[keyof typeof PoolMode];

/** Who may connect to a database. */
export interface TrustedSourcesArgs {
  /** Tags of Droplets, such as the output `dropletTag` of a GovernedWebTier. */
  tags?: pulumi.Input<string>[];
  /** IDs of Droplets. */
  droplets?: pulumi.Input<string>[];
  /** IDs of apps. */
  apps?: pulumi.Input<string>[];
  /** IDs of Kubernetes clusters. */
  clusters?: pulumi.Input<string>[];
  /** Addresses and networks in CIDR notation. */
  addresses?: string[];
}

/** When the storage of a database grows. */
export interface StorageAutoscaleArgs {
  /** Percentage of the storage in use at which it grows, 15 to 95. Default: 80. */
  thresholdPercent?: number;
  /** GiB by which it grows, 10 to 500. Default: 10. */
  incrementGib?: number;
}

/** When DigitalOcean updates a database. */
export interface MaintenanceWindowArgs {
  /** Day of the week, `SUN` to `SAT`. Default: `SUN`. */
  weekday?: Weekday;
  /** Hour at which updates start, UTC, 0 to 23. Default: 4. */
  hour?: number;
}

/** A user of a database, whose name is its key. */
export interface DatabaseAccessArgs {
  /** PostgreSQL: what the user may do, by database. The SQL for it is in the output `grantsSql`. Default: nothing. */
  grants?: Record<string, DatabaseGrant>;
  /** Kafka: what the user may do, by topic; `orders*` is every topic that begins so. Default: nothing. */
  topics?: Record<string, TopicPermission>;
  /** OpenSearch: what the user may do, by index; `logs-*` is every index that begins so. Default: nothing. */
  indexes?: Record<string, IndexPermission>;
}

/** A connection pool of PostgreSQL, whose name is its key. */
export interface ConnectionPoolArgs {
  /** Connections that it keeps to the database. A change replaces the pool. */
  size: number;
  /** Name of the database. Default: `defaultdb`. A change replaces the pool. */
  database?: string;
  /** Name of the user. Default: whoever connects. A change replaces the pool. */
  user?: string;
  /** `transaction`, `session` or `statement`. Default: `transaction`. A change replaces the pool. */
  mode?: PoolMode;
}

/** A Kafka topic, whose name is its key. */
export interface KafkaTopicArgs {
  /** Partitions, 3 to 2048. Default: 3. */
  partitions?: number;
  /** Nodes that have a copy, from 2 up to all. Default: 2. */
  replicationFactor?: number;
  /** Hours for which Kafka retains messages. Default: a week, Kafka's own. */
  retentionHours?: number;
}

/** A copy of a database in another region that can only be read. */
export interface ReadReplicaArgs {
  /** Datacenter, other than that of the database. A change replaces the replica. */
  region: string;
  /** Size of its node. Default: that of the database. It can only grow. */
  size?: string;
  /** ID of an existing VPC in the region, instead of creating one. A change replaces the replica. */
  vpcId?: pulumi.Input<string>;
}

/** What a new database starts from: a backup of an existing one. */
export interface RestoreArgs {
  /** Name of the cluster whose backup it is. */
  cluster: pulumi.Input<string>;
  /** Time of the backup, such as `2026-11-24T04:10:00Z`. Default: the latest. */
  backupCreatedAt?: string;
}

/** Where a database sends its logs: an rsyslog server (`server`), or OpenSearch or Elasticsearch (`endpoint`). */
export interface LogSinkArgs {
  /** Name or address of an rsyslog server. */
  server?: pulumi.Input<string>;
  /** Port of the rsyslog server. Default: 6514. */
  port?: number;
  /** False: sends logs to the rsyslog server unencrypted; requires an exemption from `database-logs-encrypted`. Default: true. */
  tls?: boolean;
  /** HTTPS URL of OpenSearch or Elasticsearch, stored as a secret: it may hold a password. */
  endpoint?: pulumi.Input<string>;
  /** Prefix of the indexes. Default: the component's name. */
  indexPrefix?: string;
  /** Days for which OpenSearch retains indexes. Default: 30. */
  indexDaysMax?: number;
  /** Certificate of the authority that signed the receiver's, PEM. Default: the public ones. */
  caCert?: pulumi.Input<string>;
}

/** From where on an alert is sent. */
export interface DatabaseAlertThresholdArgs {
  /** CPU utilization, percent. Default: 80. */
  cpu?: number;
  /** Memory utilization, percent, caches included. Default: 90. */
  memory?: number;
  /** Disk utilization, percent. Default: 80. */
  disk?: number;
}

/** Arguments of a GovernedDatabase. */
export interface GovernedDatabaseArgs extends GovernedArgs, RecipientArgs {
  /** `pg`, `mysql`, `valkey`, `mongodb`, `kafka` or `opensearch`. A change replaces the database: its data is lost. */
  engine: DatabaseEngine;
  /** Version of the engine, such as `17`. It can only rise. */
  version: string;
  /** Datacenter, such as `nyc3`. A change replaces the VPC, and with it the database: its data is lost. */
  region: string;
  /** Size of each node, such as `db-s-2vcpu-4gb`. It can only grow. */
  size: string;
  /**
   * How many nodes. Default: the fewest that the engine can have; in production the fewest with a standby, two, or three
   * for MongoDB and OpenSearch. Kafka has three at least.
   */
  nodes?: number;
  /** Storage of each node in GiB, in steps of 10; PostgreSQL and MySQL only. It can only grow. Default: the plan's. */
  storageGib?: number;
  /** Lets storage grow by itself; `storageGib` then applies to a new database only. Default: it does not grow. */
  storageAutoscale?: StorageAutoscaleArgs;
  /** When DigitalOcean updates the database. Default: Sundays from 4:00 UTC. */
  maintenanceWindow?: MaintenanceWindowArgs;
  /**
   * Valkey: what it forgets once its memory is full. Default: `allkeys_lru`, as befits a cache; `noeviction` for a
   * store or a queue.
   */
  evictionPolicy?: string;
  /** Starts from a backup, for recovery or as a fork; a later change does nothing. Default: empty. */
  restoreFrom?: RestoreArgs;

  /** ID of an existing VPC in the region, instead of creating one. A change replaces the database: its data is lost. */
  vpcId?: pulumi.Input<string>;
  /** Address range of the database's own VPC, /16 to /28. Default: DigitalOcean chooses. A change loses the data. */
  ipRange?: string;
  /** Who may connect, to the database and its replicas. Without any it requires an exemption. */
  trustedSources?: TrustedSourcesArgs;
  /** True: the connection outputs use the public host, for clients outside the VPC. Default: false. */
  publicHost?: boolean;

  /** Names of databases to create. One that is removed loses its data. Default: none but the engine's own. */
  databases?: string[];
  /** Users by name, beside the administrator. Default: none. */
  users?: Record<string, DatabaseAccessArgs>;
  /** Connection pools of PostgreSQL by name. Default: none. */
  pools?: Record<string, ConnectionPoolArgs>;
  /** Kafka topics by name. One that is removed loses its data. Default: none. */
  topics?: Record<string, KafkaTopicArgs>;
  /** Copies in other regions, for reading and recovery; PostgreSQL and MySQL only. Default: none. */
  replicas?: Record<string, ReadReplicaArgs>;
  /** Where logs are sent. Default: nowhere. */
  logSink?: LogSinkArgs;

  /** Thresholds above which alerts are sent. */
  alertThresholds?: DatabaseAlertThresholdArgs;
  /** True: creates no alerts. Default: false. */
  skipAlerts?: boolean;

  /** ID of the project. Default: the account's default project. A change replaces the database: its data is lost. */
  projectId?: pulumi.Input<string>;

  /** Inputs of the cluster to override, such as `name` and `sqlMode`. Tags are added. */
  clusterArgs?: Partial<digitalocean.DatabaseClusterArgs>;
  /** Inputs of all VPCs to override. */
  vpcArgs?: Partial<digitalocean.VpcArgs>;
  /** Inputs of all users to override, such as `mysqlAuthPlugin`. */
  userArgs?: Partial<digitalocean.DatabaseUserArgs>;
  /** Inputs of all topics to override, such as `configs`. */
  topicArgs?: Partial<digitalocean.DatabaseKafkaTopicArgs>;
  /** Inputs of all replicas to override. Tags are added. */
  replicaArgs?: Partial<digitalocean.DatabaseReplicaArgs>;
  /** Inputs of the rsyslog sink to override, such as `format`. */
  rsyslogArgs?: Partial<digitalocean.DatabaseLogsinkRsyslogArgs>;
  /** Inputs of the OpenSearch sink to override, such as `timeoutSeconds`. */
  opensearchSinkArgs?: Partial<digitalocean.DatabaseLogsinkOpensearchArgs>;
  /** Inputs of all alerts to override, such as `window`. */
  monitorAlertArgs?: Partial<digitalocean.MonitorAlertArgs>;
}
