import { posix } from "node:path";
import { contentType } from "mime-types";
import { byEnding } from "./endings";

/** What nobody can guess the type of, so that browsers save it instead of showing it. */
const unknownType = "application/octet-stream";

/**
 * The content type of an object, with the charset where it is text: what is given for how its key ends, else what is
 * registered for the extension.
 */
export function contentTypeOf(key: string, given: Readonly<Record<string, string>>): string {
  // Without a dot the package would take the name itself for an extension.
  const extension = posix.extname(key);
  return byEnding(given, key) ?? (extension === "" ? unknownType : contentType(extension) || unknownType);
}
