import { looksLikeCredential } from "./credential";
import type { Property } from "./property";
import type { ResourceView } from "./resource";

/** What a slug, a tag or an address looks like; anything longer or stranger could be a secret in the wrong place. */
const plain = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$/;

/**
 * What stands in a property, for a message: in quotes where it is plain and no secret, else not shown. No value comes
 * into a message in any other way.
 */
export function quoted(resource: ResourceView, property: Property): string {
  const text = property.text();
  const shown =
    text !== undefined && plain.test(text) && !looksLikeCredential(text) && !resource.isSecret(property.path);
  return shown ? `"${text}"` : "(not shown)";
}
