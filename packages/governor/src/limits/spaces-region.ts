import { region, spacesRegions } from "../catalogue";
import { quoted } from "../view/quoted";
import type { Limit } from "./limit";
import { docs, provider } from "./sources";

/** A region that has Spaces, and that the provider accepts for them. */
export const spacesRegion: Limit = {
  path: "region",
  allowed: `Spaces in ${spacesRegions.join(", ")}`,
  source: `${docs("Spaces availability", "23 Mar 2026")}; ${provider}`,
  fix: "use one of these regions; a new region replaces what exists already",
  judge(property, resource) {
    if (property.opaque) return property;
    const slug = property.text()?.toLowerCase();
    if (!property.present || (slug !== undefined && spacesRegions.includes(slug))) return undefined;
    const late = slug !== undefined && region(slug)?.spaces === "refused" && !resource.isSecret(property.path);
    return late
      ? `${quoted(resource, property)} has Spaces, and the provider does not accept this region yet`
      : `no Spaces are known in ${quoted(resource, property)}`;
  },
};
