import { isKnownSize, isNodeSize, leastNodeMemory } from "../catalogue";
import { quoted } from "../view/quoted";
import { issue } from "./citations";
import { knownSize } from "./known-slug";
import type { Limit } from "./limit";

/** A size that DigitalOcean takes for the nodes of a cluster. */
export function nodeSize(path: string): Limit {
  const known = knownSize({ path, list: "kubernetes" });
  return {
    ...known,
    allowed: `sizes of Droplets with at least ${leastNodeMemory} GiB of memory`,
    citation: `${known.citation}; ${issue("digitalocean/terraform-provider-digitalocean", 827, "May 2022")}`,
    judge(property, resource) {
      const slug = property.text();
      if (property.opaque || slug === undefined || !isKnownSize(slug) || isNodeSize(slug)) {
        return known.judge(property, resource);
      }
      return `${quoted(resource, property)} is too small for nodes`;
    },
  };
}
