import { databaseSizes } from "./database-sizes";

/** What DigitalOcean offers of one kind of database. */
export interface DatabaseEngine {
  readonly slug: string;
  /** Oldest first. */
  readonly versions: readonly string[];
  /** How many nodes a cluster can have. */
  readonly nodes: readonly number[];
  /** Slugs of its nodes' sizes. */
  readonly sizes: readonly string[];
  /** True where nodes of 1 GB can be several, too. */
  readonly smallestJoins?: boolean;
  /** True for one of which no new clusters are made. */
  readonly closed?: boolean;
}

const sizesLike = (pattern: RegExp) => databaseSizes.filter((size) => pattern.test(size));

const relational = sizesLike(/^(db-|gd-\d+vcpu-\d+gb$|so1_5-\d+vcpu-\d+gb$)/);
const advanced = sizesLike(/^(gd-|so1_5-|c-)/);
const caching = sizesLike(/^(db-s-|m-|gd-)/);

/** Versions, node counts and sizes are those of the OpenAPI document's example of 7 Aug 2026; sizes by family. */
export const databaseEngines: readonly DatabaseEngine[] = [
  { slug: "pg", versions: ["13", "14", "15", "16", "17"], nodes: [1, 2, 3], sizes: relational },
  { slug: "mysql", versions: ["8"], nodes: [1, 2, 3], sizes: relational },
  { slug: "advanced_pg", versions: ["16", "17", "18"], nodes: [1, 2, 3], sizes: advanced },
  { slug: "advanced_mysql", versions: ["8.4.8"], nodes: [1, 3], sizes: advanced },
  { slug: "valkey", versions: ["8"], nodes: [1, 2, 3], sizes: caching },
  { slug: "redis", versions: ["7"], nodes: [1, 2, 3], sizes: caching, closed: true },
  {
    slug: "mongodb",
    versions: ["6.0", "7.0"],
    nodes: [1, 3],
    smallestJoins: true,
    sizes: sizesLike(/^(db-s-|gd-\d+vcpu-\d+gb$|so1_5-\d+vcpu-\d+gb$)/),
  },
  { slug: "kafka", versions: ["3.8"], nodes: [3, 6, 9, 15], sizes: sizesLike(/^(db-s-2vcpu-|gd-[24]vcpu-\d+gb$)/) },
  {
    slug: "opensearch",
    versions: ["1", "2"],
    nodes: [1, 3, 6, 9, 15],
    sizes: sizesLike(/^(db-s-|gd-\d+vcpu-\d+gb$|m3-)/),
  },
];

/** The engine with that slug; undefined for one that DigitalOcean does not have. */
export function databaseEngine(slug: string): DatabaseEngine | undefined {
  return databaseEngines.find((engine) => engine.slug === slug);
}

/** The sizes that a cluster of so many nodes can have: the smallest stands alone, but for MongoDB. */
export function databaseSizesFor({ sizes, smallestJoins = false }: DatabaseEngine, nodes: number): readonly string[] {
  return nodes === 1 || smallestJoins ? sizes : sizes.filter((size) => !size.endsWith("-1vcpu-1gb"));
}
