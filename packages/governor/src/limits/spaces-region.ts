import { region, spacesRegions } from "../catalogue";
import { quoted } from "../view/quoted";
import { docs, provider } from "./citations";
import type { Limit } from "./limit";

/** A region that has Spaces, and that the provider accepts for them. */
export const spacesRegion: Limit = {
  path: "region",
  allowed: `Spaces in ${spacesRegions.join(", ")}`,
  citation: `${docs("Spaces availability", "23 Mar 2026")}; ${provider}`,
  fix: "use one of these regions; changing the region replaces existing resources",
  judge(property, resource) {
    if (property.opaque) return property;
    const slug = property.text()?.toLowerCase();
    if (!property.present || (slug !== undefined && spacesRegions.includes(slug))) return undefined;
    const late = slug !== undefined && region(slug)?.spaces === "refused" && !resource.isSecret(property.path);
    return late
      ? `${quoted(resource, property)} has Spaces, but the provider does not support this region yet`
      : `there are no Spaces in ${quoted(resource, property)}`;
  },
};
