import { type DatabaseEngine, databaseEngine, databaseEngines, databasePlan, databaseSizesFor } from "../catalogue";
import { asOf } from "../catalogue/as-of";
import type { Property } from "../view/property";
import { numeral, quoted } from "../view/quoted";
import type { ResourceView } from "../view/resource";
import { openApi } from "./citations";
import { evictionPolicies } from "./eviction-policies";
import type { Limit } from "./limit";

const open = databaseEngines.filter(({ closed }) => closed !== true).map(({ slug }) => slug);

/** An engine of which DigitalOcean makes clusters. */
export const engine: Limit = {
  path: "engine",
  allowed: open.join(", "),
  citation: openApi,
  judge(property, cluster) {
    if (property.opaque) return property;
    const slug = property.text();
    if (slug === undefined || open.includes(slug)) return undefined;
    return databaseEngine(slug)?.closed === true
      ? `${quoted(cluster, property)} clusters can no longer be created; use valkey`
      : `found ${quoted(cluster, property)}`;
  },
};

/** Major versions that come after the catalogue, about two years of them and some to spare. */
const yetToCome = 4;

/** A version that the engine has or, as an undecided one, may have by now. */
export const engineVersion: Limit = {
  path: "version",
  allowed: "a version that DigitalOcean offers for the engine",
  citation: openApi,
  fix: "use a version from `doctl databases options versions`",
  judge(property, cluster) {
    return withEngine(property, cluster, ({ slug, versions, picksPatch = false }) => {
      const text = property.text() ?? property.number()?.toString() ?? "";
      const major = majorOf(text);
      const offered = versions.map(majorOf);
      const newest = Math.max(...offered);
      const form = picksPatch ? /^\d+$/ : /^\d+(\.\d+)*$/;
      if (form.test(text) && offered.includes(major)) return undefined;
      if (!form.test(text) || major < newest) {
        return `found ${quoted(cluster, property)}, and ${slug} is offered in ${versions.join(", ")}`;
      }
      if (major <= newest + yetToCome) return property;
      return `${quoted(cluster, property)} does not exist: the newest of ${slug} in the catalogue of ${asOf} is ${versions.at(-1)}`;
    });
  },
};

/** As many nodes as a cluster of the engine can have. */
export const nodeCount: Limit = {
  path: "nodeCount",
  allowed: "a node count that the engine supports: 1, 2 or 3; for kafka 3, 6, 9 or 15",
  citation: openApi,
  judge(property, cluster) {
    return withEngine(property, cluster, ({ nodes }) => {
      const count = property.number();
      return count === undefined || nodes.includes(count) ? undefined : `found ${numeral(cluster, property)}`;
    });
  },
};

/** A size that the engine can have on so many nodes. */
export const engineSize: Limit = {
  path: "size",
  allowed: "sizes of the engine; 1 GB sizes for a single node only",
  citation: openApi,
  fix: "use a size from `doctl databases options slugs --engine ENGINE`",
  judge(property, cluster) {
    return withEngine(property, cluster, (found) => {
      const count = cluster.read("nodeCount");
      const size = property.text();
      if (size === undefined) return undefined;
      const nodes = count.number() ?? 1;
      if (!databaseSizesFor(found, 1).includes(size))
        return `the engine does not offer the size ${quoted(cluster, property)}`;
      if (databaseSizesFor(found, 2).includes(size)) return undefined;
      if (count.opaque) return count;
      return nodes > 1 ? `the size ${quoted(cluster, property)} is for single-node clusters only` : undefined;
    });
  },
};

/** Storage within what the size can have. */
export const storageSize: Limit = {
  path: "storageSizeMib",
  allowed: "storage within the range of the size, in steps of 10 GiB, for pg and mysql only",
  citation: openApi,
  judge(property, cluster) {
    const size = cluster.read("size");
    return withEngine(property, cluster, ({ slug, storage: hasStorage }) => {
      if (hasStorage !== true) return `the engine is ${slug}`;
      const mib = property.number();
      if (mib === undefined) return undefined;
      if (size.opaque) return size;
      const storage = databasePlan(slug, size.text() ?? "")?.storageGib;
      if (storage === undefined) return undefined;
      const gib = mib / 1024;
      const fits = gib >= storage.included && gib <= storage.most && gib % 10 === 0;
      return fits ? undefined : `found ${numeral(cluster, property)} MiB`;
    });
  },
};

/** Storage that grows by itself: a cache has none, and what other engines can have is not published. */
export const storageAutoscale: Limit = {
  path: "storageAutoscale",
  allowed: "storage that grows, for pg and mysql",
  citation: openApi,
  judge(property, cluster) {
    const enabled = property.get("enabled");
    if (!property.opaque && !enabled.opaque && enabled.boolean() !== true) return undefined;
    return withEngine(property, cluster, ({ slug, storage, evicts }) => {
      if (storage === true) return undefined;
      return evicts === true ? `the engine is ${slug}` : property;
    });
  },
};

/** A backup that a new cluster starts from. */
export const backupRestore: Limit = {
  path: "backupRestore",
  allowed: "a backup, for engines that DigitalOcean backs up: not for kafka and valkey",
  citation: openApi,
  judge(property, cluster) {
    return withEngine(property, cluster, ({ slug, backups }) =>
      backups === true ? undefined : `the engine is ${slug}`,
    );
  },
};

/** What a cache forgets first. */
export const evictionPolicy: Limit = {
  path: "evictionPolicy",
  allowed: `${evictionPolicies.join(", ")}, for valkey only`,
  citation: openApi,
  judge(property, cluster) {
    return withEngine(property, cluster, ({ slug }) => {
      if (slug !== "valkey" && slug !== "redis") return `the engine is ${slug}`;
      return evictionPolicies.includes(property.text() ?? "") ? undefined : `found ${quoted(cluster, property)}`;
    });
  },
};

/** The mode of MySQL. */
export const sqlMode: Limit = {
  path: "sqlMode",
  allowed: "an SQL mode, for mysql only",
  citation: openApi,
  judge(property, cluster) {
    return withEngine(property, cluster, ({ slug }) => (slug.endsWith("mysql") ? undefined : `the engine is ${slug}`));
  },
};

/** Judges an input that is there and known by the engine; one that DigitalOcean does not have is another problem. */
function withEngine(
  property: Property,
  cluster: ResourceView,
  judge: (engine: DatabaseEngine) => string | Property | undefined,
): string | Property | undefined {
  if (!property.present) return undefined;
  if (property.opaque) return property;
  const slug = cluster.read("engine");
  if (slug.opaque) return slug;
  const found = databaseEngine(slug.text() ?? "");
  const secret = cluster.isSecret("engine");
  if (found === undefined) return undefined;
  const verdict = judge(found);
  return secret && typeof verdict === "string" ? "is not available for this engine" : verdict;
}

/** The number before the first dot. */
function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}
