import type { Property } from "../view/property";
import type { ResourceView } from "../view/resource";

/** What a slug, a tag or an address looks like; anything longer or stranger could be a secret in the wrong place. */
const plain = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/;
const indexes = /\[\d+\]/g;

/** What stands in a property, for a message: in quotes where it is plain and no secret, else not shown. */
export function quoted(resource: ResourceView, property: Property): string {
  const text = property.text();
  const path = property.path.replace(indexes, "");
  const secret = resource.kind?.secrets.some((one) => path === one || path.startsWith(`${one}.`)) === true;
  return text !== undefined && plain.test(text) && !secret ? `"${text}"` : "(not shown)";
}
