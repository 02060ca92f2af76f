import { readFileSync } from "node:fs";
import { Failure } from "./failure.mjs";

/**
 * What stands at a path inside of data that came from elsewhere; undefined where there is nothing.
 * @param {unknown} value
 * @param {...string} path
 * @returns {unknown}
 */
export function valueAt(value, ...path) {
  let found = value;
  for (const key of path) found = typeof found === "object" && found !== null ? Reflect.get(found, key) : undefined;
  return found;
}

/**
 * A text in a JSON file, such as a version in a package.json.
 * @param {string} file
 * @param {...string} path
 * @returns {string}
 */
export function textIn(file, ...path) {
  const text = valueAt(JSON.parse(readFileSync(file, "utf8")), ...path);
  if (typeof text !== "string") throw new Failure(`${file} has no text at ${path.join(".")}`);
  return text;
}
