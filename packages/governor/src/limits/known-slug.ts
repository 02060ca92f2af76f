import {
  appRegions,
  appSizes,
  asOf,
  isKnownAppRegion,
  isKnownRegion,
  isKnownSize,
  knownSizes,
  regions,
  type SizeList,
} from "../catalogue";
import type { Kind } from "../kinds/kind";
import { nearest } from "../settings/nearest";
import type { Property } from "../view/property";
import { quoted } from "../view/quoted";
import type { ResourceView } from "../view/resource";
import type { Limit } from "./limit";

const citation = `catalogue of ${asOf}`;
const cityOf = (slug: string) => slug.replace(/\d+$/, "");
const cities = new Set(regions.map(({ slug }) => cityOf(slug)));

/** A region that the catalogue knows, or each of a list of them. */
export function knownRegion({ path, slugs, byCity = false }: NonNullable<Kind["region"]>): Limit {
  const all = slugs === "app" ? appRegions : regions.map(({ slug }) => slug);
  const isKnown = (slug: string) =>
    slugs === "app" ? isKnownAppRegion(slug) : isKnownRegion(slug) || (byCity && cities.has(slug));
  return {
    path,
    allowed: all.join(", "),
    citation,
    fix: "use one of these regions; if DigitalOcean has added the region since, exempt the resource until the catalogue includes it",
    judge(property, resource) {
      if (property.opaque) return property;
      const places = property.isList ? property.elements() : [property];
      const stranger = places.find((one) => one.text() !== undefined && !isKnown(one.text()?.toLowerCase() ?? ""));
      if (stranger === undefined) return places.find((one) => one.opaque);
      return strange(resource, stranger, "region", all);
    },
  };
}

/** A size that the catalogue knows. */
export function knownSize({ path, list }: { readonly path: string; readonly list: SizeList }): Limit {
  return {
    path,
    allowed: list === "database" ? "sizes of databases" : "sizes of Droplets",
    citation,
    fix: "use a size that exists; if DigitalOcean has added it since, exempt the resource until the catalogue includes it",
    judge(property, resource) {
      if (property.opaque) return property;
      const slug = property.text();
      if (slug === undefined || isKnownSize(slug, list)) return undefined;
      // New accelerators come every few months, so the list of sizes with GPUs is never complete.
      if (list !== "database" && slug.startsWith("gpu-")) return property;
      return strange(resource, property, "size", knownSizes(list));
    },
  };
}

/** A size of an app's containers that the catalogue knows. */
export function knownAppSize(path: string): Limit {
  return {
    path,
    allowed: "sizes of App Platform",
    citation,
    fix: "use a size that exists; if DigitalOcean has added it since, exempt the resource until the catalogue includes it",
    judge(property, resource) {
      if (property.opaque) return property;
      const slug = property.text();
      return slug === undefined || appSizes.includes(slug) ? undefined : strange(resource, property, "size", appSizes);
    },
  };
}

function strange(resource: ResourceView, property: Property, what: string, all: readonly string[]): string {
  const near = resource.isSecret(property.path) ? undefined : nearest(property.text() ?? "", all);
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  return `${quoted(resource, property)} is not a known ${what}${hint}`;
}
