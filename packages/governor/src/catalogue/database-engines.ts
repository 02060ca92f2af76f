import { asOf } from "./as-of";
import { databaseSizes } from "./database-sizes";

/** What DigitalOcean offers of one kind of database. */
export interface DatabaseEngine {
  readonly slug: string;
  /** Those of which new clusters are made, oldest first. */
  readonly versions: readonly string[];
  /** The day from which a version, offered or not, is no longer maintained, `YYYY-MM-DD`. */
  readonly endOfLife?: Readonly<Record<string, string>>;
  /** How many nodes a cluster can have. */
  readonly nodes: readonly number[];
  /** Slugs of its nodes' sizes. */
  readonly sizes: readonly string[];
  /** True where nodes of 1 GB can be several, too. */
  readonly smallestJoins?: boolean;
  /** True for one of which no new clusters are made. */
  readonly closed?: boolean;
  /** Kinds of resources that can belong to a cluster, beside its firewall. */
  readonly children: readonly string[];
  /** Names that a cluster gives to nothing new: what it has from the start, and what the engine keeps for itself. */
  readonly reserved?: { readonly databases?: readonly string[]; readonly users?: readonly string[] };
  /** True if DigitalOcean backs it up every day, so that a new cluster can start from a backup. */
  readonly backups?: true;
  /** True if a cluster can have more storage than its plan includes. */
  readonly storage?: true;
  /** True if its versions are whole numbers, of which DigitalOcean picks the patch. */
  readonly picksPatch?: true;
  /** True for a cache, which decides what it forgets once its memory is full. */
  readonly evicts?: true;
}

const sizesLike = (pattern: RegExp) => databaseSizes.filter((size) => pattern.test(size));

const relational = sizesLike(/^(db-|gd-\d+vcpu-\d+gb$|so1_5-\d+vcpu-\d+gb$)/);
// The document's list of sizes has no basic ones of Advanced, but its example of a new cluster and the provider's own do.
const advanced = sizesLike(/^(db-s-|gd-|so1_5-|c-)/);
const caching = sizesLike(/^(db-s-|m-|gd-)/);

/** The PostgreSQL project's dates, which are DigitalOcean's as well: postgresql.org, versioning policy (Aug 2026). */
const postgresql = {
  "10": "2022-11-10",
  "11": "2023-11-09",
  "12": "2024-11-21",
  "13": "2025-11-13",
  "14": "2026-11-12",
  "15": "2027-11-11",
  "16": "2028-11-09",
  "17": "2029-11-08",
  "18": "2030-11-14",
};

const logsinks = ["DatabaseLogsinkOpensearch", "DatabaseLogsinkRsyslog"];
const sql = ["DatabaseDb", "DatabaseUser", "DatabaseReplica", ...logsinks];

/** What `pg` and `mysql` share, their Advanced editions included. */
const relationalFacts = { backups: true, storage: true } as const;
const postgresqlNames = {
  databases: ["defaultdb", "postgres", "template0", "template1"],
  users: ["doadmin", "postgres", "public"],
};
const mysqlNames = {
  databases: ["defaultdb", "information_schema", "mysql", "performance_schema", "sys"],
  users: ["doadmin", "root"],
};
const administrator = { users: ["doadmin"] };

/**
 * Versions, node counts, sizes and the end of Redis are those of the OpenAPI document's example of 7 Aug 2026; sizes by
 * family. Other dates, where DigitalOcean gives none or its vendor has given more time since: mongodb.com, software
 * lifecycle schedules, and opensearch.org, release schedule (both Aug 2026). What can belong to a cluster, its backups and
 * its storage are from the same document, log sinks from the provider's own (terraform-provider-digitalocean, Aug 2026);
 * reserved names from the manuals of the engines.
 */
export const databaseEngines: readonly DatabaseEngine[] = [
  {
    slug: "pg",
    versions: ["13", "14", "15", "16", "17"],
    endOfLife: postgresql,
    picksPatch: true,
    nodes: [1, 2, 3],
    sizes: relational,
    ...relationalFacts,
    children: [...sql, "DatabaseConnectionPool", "DatabasePostgresqlConfig"],
    reserved: postgresqlNames,
  },
  {
    slug: "mysql",
    versions: ["8"],
    nodes: [1, 2, 3],
    sizes: relational,
    ...relationalFacts,
    children: [...sql, "DatabaseMysqlConfig"],
    reserved: mysqlNames,
  },
  {
    slug: "advanced_pg",
    versions: ["16", "17", "18"],
    endOfLife: postgresql,
    picksPatch: true,
    nodes: [1, 2, 3],
    sizes: advanced,
    ...relationalFacts,
    children: [...sql, "DatabaseAdvancedPostgresqlConfig"],
    reserved: postgresqlNames,
  },
  {
    slug: "advanced_mysql",
    versions: ["8.4.8"],
    nodes: [1, 3],
    sizes: advanced,
    ...relationalFacts,
    children: [...sql, "DatabaseAdvancedMysqlConfig"],
    reserved: mysqlNames,
  },
  {
    slug: "valkey",
    versions: ["8"],
    nodes: [1, 2, 3],
    sizes: caching,
    evicts: true,
    children: [...logsinks, "DatabaseRedisConfig", "DatabaseValkeyConfig"],
  },
  {
    slug: "redis",
    versions: ["7"],
    endOfLife: { "7": "2025-06-30" },
    nodes: [1, 2, 3],
    sizes: caching,
    closed: true,
    evicts: true,
    children: [...logsinks, "DatabaseRedisConfig"],
  },
  {
    slug: "mongodb",
    versions: ["6.0", "7.0"],
    endOfLife: { "4.4": "2024-02-29", "5.0": "2024-10-31", "6.0": "2025-07-31", "7.0": "2027-08-31" },
    nodes: [1, 3],
    smallestJoins: true,
    sizes: sizesLike(/^(db-s-|gd-\d+vcpu-\d+gb$|so1_5-\d+vcpu-\d+gb$)/),
    backups: true,
    children: ["DatabaseDb", "DatabaseUser", "DatabaseMongodbConfig"],
    reserved: { ...administrator, databases: ["admin", "config", "local"] },
  },
  {
    slug: "kafka",
    versions: ["3.8"],
    nodes: [3, 6, 9, 15],
    sizes: sizesLike(/^(db-s-2vcpu-|gd-[24]vcpu-\d+gb$)/),
    children: ["DatabaseUser", "DatabaseKafkaTopic", "DatabaseKafkaSchemaRegistry", "DatabaseKafkaConfig", ...logsinks],
    reserved: administrator,
  },
  {
    slug: "opensearch",
    versions: ["1", "2"],
    endOfLife: { "1": "2025-05-06" },
    nodes: [1, 3, 6, 9, 15],
    sizes: sizesLike(/^(db-s-|gd-\d+vcpu-\d+gb$|m3-)/),
    backups: true,
    children: ["DatabaseUser", "DatabaseOpensearchConfig"],
    reserved: administrator,
  },
];

/** The engine with that slug; undefined for one that DigitalOcean does not have. */
export function databaseEngine(slug: string): DatabaseEngine | undefined {
  return databaseEngines.find((engine) => engine.slug === slug);
}

/**
 * How many connections a PostgreSQL cluster of a size takes, the pools' among them; undefined for a slug that says no
 * memory. Source: DigitalOcean docs, PostgreSQL limits: 25 for each GB of memory, of which DigitalOcean reserves 3.
 */
export function postgresqlConnections(size: string): number | undefined {
  const gb = databaseMemoryGb(size);
  return gb === undefined ? undefined : 25 * gb - 3;
}

/** The memory of a node in GB, which its slug says; undefined for a slug that does not. */
export function databaseMemoryGb(size: string): number | undefined {
  const gb = /-(\d+)gb(-|$)/.exec(size)?.[1];
  return gb === undefined ? undefined : Number(gb);
}

/** The sizes that a cluster of so many nodes can have: the smallest stands alone, but for MongoDB. */
export function databaseSizesFor({ sizes, smallestJoins = false }: DatabaseEngine, nodes: number): readonly string[] {
  return nodes === 1 || smallestJoins ? sizes : sizes.filter((size) => !size.endsWith("-1vcpu-1gb"));
}

/**
 * What has become of a version: the day on which its maintenance ended, by the day of the catalogue; `withdrawn` if it
 * is older than all that are offered; `maintained`; undefined for what is not a version.
 */
export function databaseVersionState(
  { versions, endOfLife = {} }: DatabaseEngine,
  version: string,
): { readonly ended: string } | "withdrawn" | "maintained" | undefined {
  if (!/^\d+(\.\d+)*$/.test(version)) return undefined;
  const [, ended] = Object.entries(endOfLife).find(([known]) => compareVersions(version, known) === 0) ?? [];
  if (ended !== undefined && ended < asOf) return { ended };
  const isOlder = versions.every((offered) => compareVersions(version, offered) < 0);
  return isOlder ? "withdrawn" : "maintained";
}

/** The versions of which new clusters are made and that are maintained. */
export function maintainedVersions(engine: DatabaseEngine): readonly string[] {
  return engine.versions.filter((version) => databaseVersionState(engine, version) === "maintained");
}

/** Compares what both say: 8 and 8.4 are the same. */
function compareVersions(one: string, other: string): number {
  const others = other.split(".").map(Number);
  const pairs = one.split(".").map((part, index) => Number(part) - (others[index] ?? Number(part)));
  return pairs.find((difference) => difference !== 0) ?? 0;
}
