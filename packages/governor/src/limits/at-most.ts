import type { Property } from "../view/property";
import type { ResourceView } from "../view/resource";
import { parseUrn } from "../view/urn";
import type { Limit } from "./limit";

/** A list of at most so many entries, equal ones counted once. */
export function atMost(path: string, most: number, citation: string, fix?: string): Limit {
  return {
    path,
    allowed: `at most ${most} entries`,
    citation,
    ...(fix === undefined ? {} : { fix }),
    judge(list, resource) {
      if (list.opaque) return madeOfFew(resource, path, most) ? undefined : list;
      const count = distinct(list.elements());
      return count > most ? `has ${count} entries` : undefined;
    },
  };
}

/** What a list is made of that holds one entry for each resource that it comes from. */
const madeOf: Readonly<Record<string, string>> = {
  dropletIds: "digitalocean:index/droplet:Droplet",
  tags: "digitalocean:index/tag:Tag",
};

/**
 * True for a list that comes from so few resources that it holds no more than the limit, such as the ids of
 * `pulumi.all(droplets.map(({ id }) => id)).apply(...)`.
 */
function madeOfFew(resource: ResourceView, path: string, most: number): boolean {
  const type = madeOf[path];
  const origins = type === undefined ? undefined : resource.dependsOn(path);
  if (origins === undefined || origins.length === 0 || origins.length > most) return false;
  return origins.every((urn) => parseUrn(urn)?.type === type);
}

/** How many there are; the provider takes ids and tags as sets, tags without regard to case. */
function distinct(elements: readonly Property[]): number {
  const texts = elements.flatMap((element) => element.text()?.toLowerCase() ?? element.number()?.toString() ?? []);
  return elements.length - texts.length + new Set(texts).size;
}
