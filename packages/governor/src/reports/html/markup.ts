/** Text that is HTML already: only `html` and `trusted` make it. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What can stand in a template: text is escaped, and what is undefined leaves nothing. */
export type Content = string | number | undefined | Markup | readonly Content[];

/** Writes HTML. Every value is escaped, in an element as in a quoted attribute, unless it is markup itself. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = parts[0] ?? "";
  for (const [index, value] of values.entries()) text += textOf(value) + (parts[index + 1] ?? "");
  return new Markup(text);
}

/** Text that this package wrote and that is HTML, such as its style sheet. */
export const trusted = (text: string) => new Markup(text);

function textOf(value: Content): string {
  if (value === undefined) return "";
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return escaped(value);
  if (value instanceof Markup) return value.text;
  let text = "";
  for (const one of value) text += textOf(one);
  return text;
}

const special = /["&'<>\u2028-\u202e\u2066-\u2069]|\p{Cc}/gu;
/** Most texts have nothing of it, and to find that out is quicker than to replace. */
const plain = /^[\w .:,;/()[\]{}$#@!?%*+=|~^-]*$/;
const entities: Readonly<Record<string, string>> = {
  '"': "&quot;",
  "&": "&amp;",
  "'": "&#39;",
  "<": "&lt;",
  ">": "&gt;",
  "\n": " ",
  "\r": " ",
  "\t": " ",
};

/** What controls a terminal or turns the direction of writing around is shown as `?`. */
function escaped(text: string): string {
  if (plain.test(text)) return text;
  return text.replaceAll(special, (character) => entities[character] ?? "?");
}

/** JSON that no parser of HTML or of older JavaScript takes for anything else. */
export function embeddedJson(data: unknown): Markup {
  return new Markup(
    JSON.stringify(data).replaceAll(
      /[<>&\u2028-\u202e\u2066-\u2069]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  );
}
