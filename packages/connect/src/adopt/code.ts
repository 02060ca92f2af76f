import { isList, isMap, Reference, type Written, type WrittenMap } from "./references.ts";

/** A line of code is no longer, unless it cannot be broken. */
export const lineWidth = 80;

const wide =
  /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hiragana}\p{sc=Katakana}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;

/** How many columns a text takes, as formatters count them: two for a wide letter, none for a mark on another. */
export function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += /[\p{Mn}\p{Me}\p{Cf}]/u.test(sign) ? 0 : wide.test(sign) ? 2 : 1;
  return width;
}

/** How a resource is called in the code that names it. */
export type VariableOf = (urn: string) => string;

/**
 * A value as TypeScript, as biome and prettier leave it.
 *
 * @param indent Spaces before the line on which it starts.
 * @param before How many columns stand before it on that line, and `after` how many behind it.
 */
export function code(written: Written, variableOf: VariableOf, indent: number, before: number, after: number): string {
  if (written instanceof Reference) {
    const output = `${variableOf(written.target)}.${written.output}`;
    return written.isNumber ? `${output}.apply(Number)` : output;
  }
  if (isList(written)) return listCode(written, variableOf, indent, before, after);
  if (isMap(written)) return objectCode(written, variableOf, indent);
  return typeof written === "string" ? quoted(written) : `${written}`;
}

/** An object as TypeScript, with a line for each property. */
export function objectCode(map: WrittenMap, variableOf: VariableOf, indent: number): string {
  const inner = indent + 2;
  const lines = Object.entries(map).map(([name, value]) => {
    const key = keyCode(name);
    const text = code(value, variableOf, inner, widthOf(key) + 2, 1);
    // What cannot be broken goes to a line of its own, if that helps.
    const isLong = widthOf(key) > 2 && inner + widthOf(key) + 2 + widthOf(text) + 1 > lineWidth && !/^[[{]/.test(text);
    return isLong ? `${spaces(inner)}${key}:\n${spaces(inner + 2)}${text},\n` : `${spaces(inner)}${key}: ${text},\n`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}${spaces(indent)}}`;
}

function listCode(
  list: readonly Written[],
  variableOf: VariableOf,
  indent: number,
  before: number,
  after: number,
): string {
  const inner = indent + 2;
  const elements = list.map((one) => code(one, variableOf, inner, 0, 1));
  const flat = `[${elements.join(", ")}]`;
  if (!list.some((one) => isMap(one) || isList(one)) && indent + before + widthOf(flat) + after <= lineWidth)
    return flat;
  return `[\n${elements.map((element) => `${spaces(inner)}${element},\n`).join("")}${spaces(indent)}]`;
}

/** A text as a literal of TypeScript, in the quotes that need fewer escapes. */
export function quoted(text: string): string {
  // U+2028 ends a line for some who read code, and a mark that turns the direction of text hides what stands there.
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(
      /[\u007f-\u009f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
  const doubles = escaped.split('\\"').length - 1;
  const singles = text.split("'").length - 1;
  if (doubles <= singles) return `"${escaped}"`;
  return `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A text within one line of a comment. */
export function commented(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
}

function keyCode(name: string): string {
  // In a literal this one is no property.
  if (name === "__proto__") return '["__proto__"]';
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) ? name : quoted(name);
}

function spaces(count: number): string {
  return " ".repeat(count);
}
