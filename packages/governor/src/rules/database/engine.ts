import { type DatabaseEngine, databaseEngine } from "../../catalogue";
import type { Property } from "../../view/property";
import type { ResourceView } from "../../view/resource";

/**
 * What is known of the engine of a cluster; undefined for one that DigitalOcean does not have, which platform-limits
 * finds; the property if its value cannot be seen.
 */
export function engineOf(
  cluster: ResourceView,
): { readonly known: DatabaseEngine | undefined } | { readonly hidden: Property } {
  const slug = cluster.read("engine");
  return slug.opaque ? { hidden: slug } : { known: databaseEngine(slug.text() ?? "") };
}
