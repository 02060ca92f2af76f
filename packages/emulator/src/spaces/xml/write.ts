/** XML that is written already, which must not be escaped again. */
export class Xml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What stands in an element; undefined leaves the element out. */
export type Content = string | number | boolean | Xml | readonly Xml[] | undefined;

/** One element, such as `<Key>a &amp; b</Key>`; nothing where its content is undefined. */
export function element(name: string, content: Content, attributes = ""): Xml {
  if (content === undefined) return new Xml("");
  return new Xml(`<${name}${attributes}>${textOf(content)}</${name}>`);
}

/** A whole answer under one root, in the namespace of S3. */
export function document(root: string, content: readonly Xml[] | string): string {
  const space = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, content, space).text}`;
}

/** An error, which S3 writes without a namespace. */
export function errorDocument(content: readonly Xml[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("Error", content).text}`;
}

function textOf(content: string | number | boolean | Xml | readonly Xml[]): string {
  if (content instanceof Xml) return content.text;
  if (typeof content === "object") return content.map(({ text }) => text).join("");
  return escaped(String(content));
}

// Control characters are allowed in keys: S3 writes them as references, which most readers take although XML 1.0 has none.
const special = /[&<>"]|\p{Cc}/gu;
const named: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(text: string): string {
  return text.replace(special, (character) => named[character] ?? `&#x${character.charCodeAt(0).toString(16)};`);
}
