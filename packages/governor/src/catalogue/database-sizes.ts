import { usd } from "../cost/money";
import { fixed, type Priced } from "../cost/price";
import type { Sourced } from "./sourced";

/** What a managed database costs. */
export interface DatabasePlan {
  /** USD per month: for one node, or where `nodes` is set, for a cluster of just so many. */
  readonly price: Priced;
  /** The only node count that the price was published for; undefined: a price per node, whatever the count. */
  readonly nodes?: number;
  /** Storage in GiB that the plan can have; the least is included, the rest is billed by GiB. */
  readonly storageGib?: { readonly included: number; readonly most: number };
}

interface Row {
  readonly engines: readonly string[];
  readonly size: string;
  readonly plan: DatabasePlan;
}

/** The year in which an undated source was read. */
const undated: Sourced = { confidence: "low", asOf: "2026" };

/**
 * Plans with a published price: PostgreSQL, MySQL and Valkey of the Basic kind. Source: DigitalOcean pricing page,
 * managed databases (2026-08); Valkey, and Redis as which it was sold before, from secondary sources of 2026-08.
 * Kafka and OpenSearch stand on one undated secondary source. There is none for MongoDB, for the Advanced editions
 * and for `gd-`, `so1_5-`, `m-`, `m3-`, `db-intel-` and `db-amd-` sizes.
 */
const rows: readonly Row[] = [
  sql("db-s-1vcpu-1gb", 15.15, 10, 30),
  sql("db-s-1vcpu-2gb", 30.45, 30, 60),
  sql("db-s-2vcpu-4gb", 60.9, 60, 120),
  sql("db-s-4vcpu-8gb", 122.1, 140, 280),
  sql("db-s-6vcpu-16gb", 244.35, 290, 580),
  { engines: ["valkey"], size: "db-s-1vcpu-1gb", plan: { price: hourly(15, "db-s-1vcpu-1gb $15") } },
  { engines: ["valkey"], size: "db-s-1vcpu-2gb", plan: { price: hourly(30, "db-s-1vcpu-2gb $30") } },
  {
    engines: ["redis"],
    size: "db-s-1vcpu-1gb",
    plan: { price: hourly(15, "db-s-1vcpu-1gb $15", { confidence: "medium" }) },
  },
  {
    engines: ["redis"],
    size: "db-s-1vcpu-2gb",
    plan: { price: hourly(30, "db-s-1vcpu-2gb $30", { confidence: "medium" }) },
  },
  {
    engines: ["kafka"],
    size: "db-s-2vcpu-2gb",
    plan: { price: hourly(148.8, "Kafka on 3 x db-s-2vcpu-2gb $148.80", undated), nodes: 3 },
  },
  {
    engines: ["opensearch"],
    size: "db-s-1vcpu-2gb",
    plan: { price: hourly(19.61, "OpenSearch on db-s-1vcpu-2gb $19.61", undated), nodes: 1 },
  },
];

/** Billed by the hour up to 672 a month. Source: DigitalOcean pricing page, managed databases (2026-08). */
function hourly(
  usdPerMonth: number,
  basis: string,
  { confidence = "high", asOf = "2026-08" }: Partial<Sourced> = {},
): Priced {
  return { ...fixed(usdPerMonth, basis, { confidence, asOf }), billing: "capped" };
}

function sql(size: string, usdPerMonth: number, included: number, most: number): Row {
  return {
    engines: ["pg", "mysql"],
    size,
    plan: { price: hourly(usdPerMonth, `${size} ${usd(usdPerMonth)}`), storageGib: { included, most } },
  };
}

/** How many plans have a published price. */
export const databasePlans: number = rows.reduce((count, { engines }) => count + engines.length, 0);

/** The plan of an engine, such as `pg`, on nodes of a size; undefined where no price is published. */
export function databasePlan(engine: string, size: string): DatabasePlan | undefined {
  return rows.find((row) => row.size === size && row.engines.includes(engine))?.plan;
}

/**
 * Sizes that a database can have, whatever the engine. Source: the example of `/v2/databases/options` in
 * DigitalOcean's OpenAPI (7 Aug 2026).
 */
export const databaseSizes: readonly string[] = [
  "c-96-intel",
  "db-amd-16vcpu-64gb",
  "db-amd-1vcpu-1gb",
  "db-amd-1vcpu-2gb",
  "db-amd-2vcpu-4gb",
  "db-amd-2vcpu-8gb",
  "db-amd-4vcpu-16gb",
  "db-amd-4vcpu-8gb",
  "db-amd-8vcpu-32gb",
  "db-intel-16vcpu-64gb",
  "db-intel-1vcpu-1gb",
  "db-intel-1vcpu-2gb",
  "db-intel-2vcpu-4gb",
  "db-intel-2vcpu-8gb",
  "db-intel-4vcpu-16gb",
  "db-intel-4vcpu-8gb",
  "db-intel-8vcpu-32gb",
  "db-s-16vcpu-64gb",
  "db-s-1vcpu-1gb",
  "db-s-1vcpu-2gb",
  "db-s-2vcpu-2gb",
  "db-s-2vcpu-4gb",
  "db-s-4vcpu-8gb",
  "db-s-6vcpu-16gb",
  "db-s-8vcpu-32gb",
  "gd-16vcpu-64gb",
  "gd-16vcpu-64gb-intel",
  "gd-2vcpu-8gb",
  "gd-2vcpu-8gb-intel",
  "gd-32vcpu-128gb",
  "gd-32vcpu-128gb-intel",
  "gd-40vcpu-160gb",
  "gd-48vcpu-192gb-intel",
  "gd-4vcpu-16gb",
  "gd-4vcpu-16gb-intel",
  "gd-8vcpu-32gb",
  "gd-8vcpu-32gb-intel",
  "m-16vcpu-128gb",
  "m-24vcpu-192gb",
  "m-2vcpu-16gb",
  "m-32vcpu-256gb",
  "m-4vcpu-32gb",
  "m-8vcpu-64gb",
  "m3-2vcpu-16gb",
  "m3-4vcpu-32gb",
  "m3-8vcpu-64gb",
  "so1_5-16vcpu-128gb",
  "so1_5-16vcpu-128gb-intel",
  "so1_5-24vcpu-192gb",
  "so1_5-24vcpu-192gb-intel",
  "so1_5-2vcpu-16gb",
  "so1_5-2vcpu-16gb-intel",
  "so1_5-32vcpu-256gb",
  "so1_5-32vcpu-256gb-intel",
  "so1_5-48vcpu-256gb",
  "so1_5-48vcpu-384gb-intel",
  "so1_5-4vcpu-32gb",
  "so1_5-4vcpu-32gb-intel",
  "so1_5-8vcpu-64gb",
  "so1_5-8vcpu-64gb-intel",
];
