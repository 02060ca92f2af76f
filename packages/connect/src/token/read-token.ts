import { TokenError } from "./token-error.ts";
import { tokenProblems } from "./token-problems.ts";

/**
 * A text as a token.
 *
 * @param origin Where it is from, such as `DIGITALOCEAN_TOKEN`.
 * @throws TokenError with everything that is wrong with it.
 */
export function readToken(text: string, origin: string): string {
  const problems = tokenProblems(text);
  if (problems.length > 0)
    throw new TokenError(problems.map((problem) => `the token in ${origin} ${problem}`).join("\n"));
  return text;
}

/** A text without the line break at its end, which editors and commands write. */
export function withoutLineEnd(text: string): string {
  return text.replace(/\r?\n$/, "");
}
