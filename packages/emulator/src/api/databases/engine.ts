import { databaseSizes, regions } from "@infrafabric/governor";

/** What DigitalOcean offers of one kind of database. */
export interface Engine {
  readonly slug: string;
  /** Scheme of its connection strings. */
  readonly scheme: string;
  readonly port: number;
  /** Database that a new cluster has; undefined where it has none. */
  readonly database?: string;
  /** User that a new cluster has. */
  readonly user: string;
  readonly versions: readonly string[];
  readonly defaultVersion: string;
  readonly nodes: readonly number[];
  /** Slugs of its nodes' sizes. */
  readonly sizes: readonly string[];
  readonly hasBackups: boolean;
  /** Its own configuration, where nobody has set it; what is left out has no default that DigitalOcean tells. */
  readonly config?: Readonly<Record<string, string | number | boolean>>;
}

const sizesLike = (pattern: RegExp) => databaseSizes.filter((size) => pattern.test(size));

const relational = sizesLike(/^(db-|gd-\d+vcpu-\d+gb$|so1_5-\d+vcpu-\d+gb$)/);
const advanced = sizesLike(/^(gd-|so1_5-|c-)/);
const caching = sizesLike(/^(db-s-|m-|gd-)/);
const shared = { scheme: "postgres", user: "doadmin", port: 25060, hasBackups: true };

/** Versions, node counts and sizes are those of the document's example of 7 Aug 2026; sizes by family. */
const engines: readonly Engine[] = [
  {
    ...shared,
    slug: "pg",
    database: "defaultdb",
    versions: ["13", "14", "15", "16", "17"],
    defaultVersion: "17",
    nodes: [1, 2, 3],
    sizes: relational,
  },
  {
    ...shared,
    slug: "mysql",
    scheme: "mysql",
    database: "defaultdb",
    versions: ["8"],
    defaultVersion: "8",
    nodes: [1, 2, 3],
    sizes: relational,
  },
  {
    ...shared,
    slug: "advanced_pg",
    database: "defaultdb",
    versions: ["16", "17", "18"],
    defaultVersion: "18",
    nodes: [1, 2, 3],
    sizes: advanced,
  },
  {
    ...shared,
    slug: "advanced_mysql",
    scheme: "mysql",
    database: "defaultdb",
    versions: ["8.4.8"],
    defaultVersion: "8.4.8",
    nodes: [1, 3],
    sizes: advanced,
  },
  {
    ...shared,
    slug: "valkey",
    scheme: "valkeys",
    user: "default",
    port: 25061,
    versions: ["8"],
    defaultVersion: "8",
    nodes: [1, 2, 3],
    sizes: caching,
    hasBackups: false,
    config: {
      valkey_lfu_log_factor: 10,
      valkey_lfu_decay_time: 1,
      valkey_ssl: true,
      valkey_timeout: 300,
      valkey_notify_keyspace_events: "",
      valkey_persistence: "rdb",
      frequent_snapshots: true,
      valkey_active_expire_effort: 1,
    },
  },
  {
    ...shared,
    slug: "redis",
    scheme: "rediss",
    user: "default",
    port: 25061,
    versions: ["7"],
    defaultVersion: "7",
    nodes: [1, 2, 3],
    sizes: caching,
    hasBackups: false,
  },
  {
    ...shared,
    slug: "mongodb",
    scheme: "mongodb+srv",
    database: "admin",
    port: 27017,
    versions: ["6.0", "7.0"],
    defaultVersion: "7.0",
    nodes: [1, 3],
    sizes: sizesLike(/^(db-s-|gd-\d+vcpu-\d+gb$|so1_5-\d+vcpu-\d+gb$)/),
    config: {
      default_read_concern: "local",
      default_write_concern: "majority",
      transaction_lifetime_limit_seconds: 60,
      slow_op_threshold_ms: 100,
      verbosity: 0,
    },
  },
  {
    ...shared,
    slug: "kafka",
    scheme: "kafka",
    port: 25073,
    versions: ["3.8"],
    defaultVersion: "3.8",
    nodes: [3, 6, 9, 15],
    sizes: sizesLike(/^(db-s-2vcpu-|gd-[24]vcpu-\d+gb$)/),
    hasBackups: false,
  },
  {
    ...shared,
    slug: "opensearch",
    scheme: "https",
    versions: ["1", "2"],
    defaultVersion: "2",
    nodes: [1, 3, 6, 9, 15],
    sizes: sizesLike(/^(db-s-|gd-\d+vcpu-\d+gb$|m3-)/),
  },
];

export const allEngines: ReadonlyMap<string, Engine> = new Map(engines.map((engine) => [engine.slug, engine]));

/** The sizes that a cluster of so many nodes can have: the smallest stands alone. */
export function sizesFor({ sizes }: Engine, nodes: number): readonly string[] {
  return nodes === 1 ? sizes : sizes.filter((size) => !size.endsWith("-1vcpu-1gb"));
}

/** True for a version that is offered, or another one of the same major version: `7` for `7.0`, Kafka's 3.7 for 3.8. */
export function hasVersion({ versions }: Engine, version: string): boolean {
  return versions.some((offered) => majorOf(offered) === majorOf(version));
}

/** The number before the first dot. */
export const majorOf = (version: string): number => Number.parseInt(version, 10);

/** Where databases can be. */
export const databaseRegions: readonly string[] = regions
  .filter(({ state }) => state === "active")
  .map(({ slug }) => slug);
