import { openApi } from "./citations";
import type { Limit } from "./limit";
import { named } from "./text";

/** The URN of a resource at DigitalOcean, which is none of Pulumi's. */
export function resourceUrn(path: string): Limit {
  return {
    ...named(path, /^do:[a-z0-9_-]+:\S+$/, "URNs of DigitalOcean, such as do:droplet:13457723", openApi),
    fix: "Use an output such as dropletUrn, volumeUrn, clusterUrn, domainUrn or appUrn of the resource",
  };
}
