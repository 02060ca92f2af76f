import { quoted } from "../view/quoted";
import type { Limit } from "./limit";

/**
 * A name of a certain form. One that is not known is not judged: without the provider every name that it makes up is
 * one, and an undecided finding for each would drown the others.
 */
export function named(
  path: string,
  form: RegExp,
  allowed: string,
  citation: string,
  most = Number.POSITIVE_INFINITY,
): Limit {
  return {
    path,
    allowed,
    citation,
    judge(property, resource) {
      const text = property.text();
      if (text === undefined) return undefined;
      if (text.length > most) return resource.isSecret(property.path) ? "is too long" : `has ${text.length} characters`;
      return form.test(text) ? undefined : `found ${quoted(resource, property)}`;
    },
  };
}

/** A text of some bytes in UTF-8, never shown. One that is not known is not judged, as a name is not. */
export function bytes(path: string, least: number, most: number, citation: string): Limit {
  return {
    path,
    allowed: `${least === 0 ? "at most" : `${least} to`} ${most} bytes in UTF-8`,
    citation,
    judge(property, resource) {
      const text = property.text();
      const length = text === undefined ? least : Buffer.byteLength(text);
      if (least <= length && length <= most) return undefined;
      if (resource.isSecret(property.path)) return length > most ? "is too long" : "is too short";
      return `has ${length} ${length === 1 ? "byte" : "bytes"}`;
    },
  };
}
