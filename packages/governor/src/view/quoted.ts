import { looksLikeCredential } from "./credential";
import type { Property } from "./property";
import type { ResourceView } from "./resource";

/** What a slug, a tag or an address looks like; anything longer or stranger could be a secret in the wrong place. */
const plain = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/;

/**
 * The value of a property for a message: in quotes if it is plain and not a secret, else not shown. No string gets
 * into a message in any other way, and no number except through `numeral`.
 */
export function quoted(resource: ResourceView, property: Property): string {
  const text = shownText(resource, property);
  return text === undefined ? "(not shown)" : `"${text}"`;
}

/** The text in a property, if it may be shown: it is plain, no secret, and looks like none. */
export function shownText(resource: ResourceView, property: Property): string | undefined {
  const text = property.text();
  const shown =
    text !== undefined && plain.test(text) && !looksLikeCredential(text) && !resource.isSecret(property.path);
  return shown ? text : undefined;
}

/** The number in a property, for a message; not shown if it is a secret or not a number. */
export function numeral(resource: ResourceView, property: Property): string {
  const number = property.number();
  return number === undefined || resource.isSecret(property.path) ? "(not shown)" : `${number}`;
}
