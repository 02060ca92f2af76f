import { looksLikeCredential } from "../view/credential";

/** What reads as a slug, a name, a number or a date; anything longer or stranger could be a secret in the wrong place. */
const plainText = /^[\w .:@/+*$€%-]{0,40}$/u;

/** What stands in the settings, for a message: echoed when it is short and plain, else described. */
export function showFound(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "object":
      return "a mapping";
    case "string":
      return plainText.test(value) && !looksLikeCredential(value)
        ? JSON.stringify(value)
        : `a text of ${value.length} characters`;
    case "number":
    case "boolean":
      return String(value);
    default:
      return `a ${typeof value}`;
  }
}
