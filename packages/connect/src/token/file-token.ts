import { readFile, stat } from "node:fs/promises";
import type { TokenSource } from "../client/options.ts";
import { readToken, withoutLineEnd } from "./read-token.ts";
import { remembered } from "./remembered.ts";
import { TokenError } from "./token-error.ts";

/** No token is longer than a few hundred characters. */
const largest = 16_384;

/**
 * The token in a file, which has nothing else in it but a line break at its end. It is read again when the API refuses
 * what was in it, so that a token may be replaced while a program runs.
 *
 * @param options.warn Told once if others than its owner may read the file; default nobody.
 */
export function fileToken(
  file: string,
  { warn = () => {} }: { readonly warn?: (text: string) => void } = {},
): TokenSource {
  let isWarned = false;
  return remembered(async () => {
    let text: string;
    try {
      const { mode, size } = await stat(file);
      // Windows has no such rights, and shows all of them.
      if (!isWarned && process.platform !== "win32" && (mode & 0o077) !== 0) {
        isWarned = true;
        warn(`the token in ${file} can be read by others than its owner: chmod 600 ${file}`);
      }
      if (size > largest) throw new TokenError(`the token in ${file} cannot be one: the file has ${size} bytes`);
      text = await readFile(file, "utf8");
    } catch (error) {
      if (error instanceof TokenError) throw error;
      throw new TokenError(`no token: ${file} ${reasonOf(error)}`);
    }
    return readToken(withoutLineEnd(text), file);
  });
}

function reasonOf(error: unknown): string {
  switch (error instanceof Error && "code" in error ? error.code : undefined) {
    case "ENOENT":
      return "does not exist";
    case "EISDIR":
      return "is a folder";
    case "EACCES":
      return "cannot be read by this user";
    default:
      return "cannot be read";
  }
}
