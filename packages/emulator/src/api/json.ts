import { badRequest } from "./errors.ts";

/** No request of DigitalOcean's is nested half as deep; what is far deeper exhausts the stack of whoever walks it. */
const mostLevels = 100;

/**
 * Reads JSON.
 *
 * @throws Error whose message says what the text is, without quoting it.
 */
export function parseJson(text: string): unknown {
  if (levelsIn(text) > mostLevels) throw new Error(`is nested more than ${mostLevels} levels deep`);
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("is not valid JSON");
  }
}

/** The body of a request; undefined where there is none. */
export function jsonBody(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return parseJson(text);
  } catch (error) {
    throw badRequest(`request body ${error instanceof Error ? error.message : "cannot be read"}`);
  }
}

/** How deep lists and objects are nested, counted without nesting anything. */
function levelsIn(text: string): number {
  let [level, deepest] = [0, 0];
  for (let at = 0; at < text.length; at += 1) {
    const one = text[at];
    if (one === '"') at = endOfText(text, at);
    else if (one === "[" || one === "{") deepest = Math.max(deepest, ++level);
    else if (one === "]" || one === "}") level -= 1;
  }
  return deepest;
}

/** Where the quoted text that begins at a place ends. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
