import { regions } from "@infrafabric/governor";
import { type DatabaseEngine, databaseEngine, databaseSizesFor } from "@infrafabric/governor/internal";

/** What DigitalOcean offers of one kind of database, and how it behaves. */
export interface Engine extends Behaviour, DatabaseEngine {}

interface Behaviour {
  readonly slug: string;
  /** Scheme of its connection strings. */
  readonly scheme: string;
  readonly port: number;
  /** Database that a new cluster has; undefined where it has none. */
  readonly database?: string;
  /** User that a new cluster has. */
  readonly user: string;
  readonly defaultVersion: string;
  /** Its own configuration, where nobody has set it; what is left out has no default that DigitalOcean tells. */
  readonly config?: Readonly<Record<string, string | number | boolean>>;
}

const shared = { scheme: "postgres", user: "doadmin", port: 25060 };

/** What clients see of each engine; what can be asked for of it is in the governor's catalogue. */
const engines: readonly Behaviour[] = [
  {
    ...shared,
    slug: "pg",
    database: "defaultdb",
    defaultVersion: "17",
  },
  {
    ...shared,
    slug: "mysql",
    scheme: "mysql",
    database: "defaultdb",
    defaultVersion: "8",
  },
  {
    ...shared,
    slug: "advanced_pg",
    database: "defaultdb",
    defaultVersion: "18",
  },
  {
    ...shared,
    slug: "advanced_mysql",
    scheme: "mysql",
    database: "defaultdb",
    defaultVersion: "8.4.8",
  },
  {
    ...shared,
    slug: "valkey",
    scheme: "valkeys",
    user: "default",
    port: 25061,
    defaultVersion: "8",
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
    defaultVersion: "7",
  },
  {
    ...shared,
    slug: "mongodb",
    scheme: "mongodb+srv",
    database: "admin",
    port: 27017,
    defaultVersion: "7.0",
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
    defaultVersion: "3.8",
  },
  {
    ...shared,
    slug: "opensearch",
    scheme: "https",
    defaultVersion: "2",
  },
];

export const allEngines: ReadonlyMap<string, Engine> = new Map(
  engines.flatMap((engine) => {
    const offered = databaseEngine(engine.slug);
    return offered === undefined ? [] : [[engine.slug, { ...engine, ...offered }] as const];
  }),
);

export { databaseSizesFor as sizesFor };

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
