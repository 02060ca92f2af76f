import { asOf } from "../catalogue/as-of";
import { type DatabasePlan, databasePlan } from "../catalogue/database-sizes";
import { prices } from "../catalogue/prices";
import { quoted } from "../view/quoted";
import { reasonOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { amountOf, type Count, exactly } from "./count";
import { sumOf, times } from "./money";
import { between, free, type Price, type PriceContext, type Priced, type Unpriced, unpriced } from "./price";
import { assumed, growing } from "./usage";

/** The price of a database cluster: its nodes, and the storage beyond what the plan includes. */
export function databasePrice(cluster: ResourceView, { usage }: PriceContext): Price {
  const growth = assumed(cluster, usage, "growth_gib");
  const engine = cluster.read("engine");
  const name = engine.text();
  if (name === undefined) return unpriced(reasonOf(engine));
  return nodesPrice(cluster, { name, words: quoted(cluster, engine) }, exactly(cluster.read("nodeCount")), { growth });
}

/**
 * The price of a read-only node. Only PostgreSQL and MySQL have them, at the same prices, so that the engine of the
 * primary, which a replica does not name, makes no difference.
 */
export function replicaPrice(replica: ResourceView, { neighbours, usage }: PriceContext): Price {
  const growth = assumed(replica, usage, "growth_gib");
  const engine = { name: "pg", words: "a replica" };
  const one = { low: 1, expected: 1, high: 1 };
  if (replica.read("size").present) return nodesPrice(replica, engine, one, { growth });
  const cluster = neighbours.named(replica, "clusterId");
  if (cluster === undefined)
    return unpriced("size is not set, and its cluster, whose size it has, is not in this stack");
  return nodesPrice(replica, engine, one, { growth, sized: cluster });
}

interface Engine {
  /** Such as `pg`. */
  readonly name: string;
  /** For messages. */
  readonly words: string;
}

interface NodesOptions {
  /** GiB that its storage is assumed to grow by in a month. */
  readonly growth: number | undefined;
  /** What has its size; default itself. */
  readonly sized?: ResourceView;
}

function nodesPrice(
  database: ResourceView,
  engine: Engine,
  count: Count | Unpriced,
  { growth, sized = database }: NodesOptions,
): Price {
  const size = sized.read("size");
  const slug = size.text();
  if (slug === undefined) return unpriced(reasonOf(size));
  const plan = databasePlan(engine.name, slug);
  const missing = `no published price for ${engine.words} on ${quoted(sized, size)}`;
  if (plan === undefined) return unpriced(`${missing} (catalogue of ${asOf})`);
  if ("state" in count) return count;
  const nodes = count.high;
  if (plan.nodes !== undefined) {
    return plan.nodes === nodes
      ? plan.price
      : unpriced(`${missing} with another nodeCount than ${plan.nodes} (catalogue of ${asOf})`);
  }
  return sumOf([nodesOf(plan.price, nodes), storagePrice(database, plan, nodes, growth)]);
}

function nodesOf(price: Priced, nodes: number): Priced {
  return {
    ...price,
    monthly: times(price.monthly, { low: nodes, expected: nodes, high: nodes }),
    basis: `${nodes} x ${price.basis}`,
  };
}

function storagePrice(database: ResourceView, plan: DatabasePlan, nodes: number, growth = 0): Price {
  const range = plan.storageGib;
  if (range === undefined) return free;
  const storage = database.read("storageSizeMib");
  if (storage.opaque) return storageBetween({ now: 0, expected: 0, high: range.most - range.included }, nodes);
  const mib = amountOf(storage);
  if (storage.present && mib === undefined) return unpriced(reasonOf(storage));
  const gib = mib === undefined ? range.included : mib / 1024;
  if (gib < range.included || gib > range.most) {
    return unpriced(`${storage.path} is outside the ${range.included} to ${range.most} GiB that its size can have`);
  }
  const grows = database.read("storageAutoscale.enabled");
  if (grows.present && !grows.opaque && grows.boolean() === undefined) return unpriced(reasonOf(grows));
  const canGrow = grows.opaque || grows.boolean() === true;
  const high = canGrow ? range.most : gib;
  const expected = Math.min(high, growing(gib, growth).expected);
  return storageBetween(
    { now: gib - range.included, expected: expected - range.included, high: high - range.included },
    nodes,
  );
}

/** GiB beyond what a plan includes. */
interface StorageRange {
  readonly now: number;
  readonly expected: number;
  readonly high: number;
}

/**
 * Storage beyond what a plan includes, in GiB. Whether a standby node's copy is billed is not published: the lower
 * bound leaves it out; the others count it, as the price of a node includes its disk.
 */
function storageBetween({ now, expected, high }: StorageRange, nodes: number): Price {
  if (high === 0) return free;
  const each = prices.databaseStorage;
  const extra = now === high ? `${high} GiB` : `${now} to ${high} GiB`;
  const monthly = { low: now * each.usd, expected: expected * each.usd * nodes, high: high * each.usd * nodes };
  return between(monthly, `${extra} of storage at $${each.usd}`, each);
}
