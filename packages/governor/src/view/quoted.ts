import { looksLikeCredential } from "./credential";
import type { Property } from "./property";
import type { ResourceView } from "./resource";

/** What a slug, a tag or an address looks like; anything longer or stranger could be a secret in the wrong place. */
const plain = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/;

/**
 * What stands in a property, for a message: in quotes where it is plain and no secret, else not shown. No text comes
 * into a message in any other way, and no number in another way than by `numeral`.
 */
export function quoted(resource: ResourceView, property: Property): string {
  const text = property.text();
  const shown =
    text !== undefined && plain.test(text) && !looksLikeCredential(text) && !resource.isSecret(property.path);
  return shown ? `"${text}"` : "(not shown)";
}

/** The number that stands in a property, for a message; not shown where it is a secret, or none. */
export function numeral(resource: ResourceView, property: Property): string {
  const number = property.number();
  return number === undefined || resource.isSecret(property.path) ? "(not shown)" : `${number}`;
}
