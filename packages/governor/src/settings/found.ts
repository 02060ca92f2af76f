import { looksLikeCredential } from "../view/credential";
import { type DataWords, yamlWords } from "./data-words";

/** What reads as a slug, a name, a number or a date; anything longer or stranger could be a secret in the wrong place. */
const plainText = /^[\w .:@/+*$€%-]{0,40}$/u;

/** What stands in the settings, or in other data, for a message: echoed when it is short and plain, else described. */
export function showFound(value: unknown, words: DataWords = yamlWords): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return words.array;
  switch (typeof value) {
    case "object":
      return words.object;
    case "string":
      return plainText.test(value) && !looksLikeCredential(value)
        ? JSON.stringify(value)
        : `a ${words.longString} of ${charactersOf(value)}`;
    case "number":
    case "boolean":
      return String(value);
    default:
      return `a ${typeof value}`;
  }
}

/** How long a text is, in words. */
export function charactersOf({ length }: { readonly length: number }): string {
  return length === 1 ? "1 character" : `${length} characters`;
}
