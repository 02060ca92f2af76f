import { XMLParser, XMLValidator } from "fast-xml-parser";
import * as z from "zod";
import { malformedXml } from "../errors.ts";

/** Elements that may come once or often, and are a list in either case. */
const lists = new Set([
  "AllowedHeader",
  "AllowedMethod",
  "AllowedOrigin",
  "CORSRule",
  "ExposeHeader",
  "Grant",
  "Object",
  "Part",
  "Rule",
  "Tag",
  "Transition",
]);

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  htmlEntities: true,
  isArray: (name) => lists.has(name),
});

/** An element with elements in it and no others; it may be empty. */
export function container<S extends z.ZodRawShape>(shape: S) {
  return z.preprocess((value) => (isBlank(value) ? {} : value), z.strictObject(shape));
}

/** A number in an element. */
export const count = z
  .string()
  .regex(/^\s*\d{1,9}\s*$/, "must be a whole number")
  .transform(Number);

/**
 * Reads a document with a known root.
 *
 * @throws SpacesError `MalformedXML` where it is none, or not as the schema says.
 */
export function readXml<T>(text: string, root: string, schema: z.ZodType<T>): T {
  // No document of S3 has a type, and entities of its own are how XML is made to explode.
  if (text.includes("<!DOCTYPE") || XMLValidator.validate(text) !== true) {
    throw malformedXml("The XML you provided was not well-formed");
  }
  const parsed = schema.safeParse(elementsOf(parse(text), root));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `${[root, ...path].join(".")}: ${message}`);
  throw malformedXml(
    `The XML you provided did not validate against our published schema: ${problems.slice(0, 5).join("; ")}`,
  );
}

function parse(text: string): object {
  try {
    return Object(parser.parse(text));
  } catch {
    throw malformedXml("The XML you provided was not well-formed");
  }
}

/** The root's content, without the white space between elements. An empty element is an object without any. */
function elementsOf(document: object, root: string): unknown {
  const content = Reflect.has(document, root) ? withoutSpace(Reflect.get(document, root)) : undefined;
  return isBlank(content) ? {} : content;
}

const isBlank = (value: unknown): boolean => typeof value === "string" && value.trim() === "";

function withoutSpace(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpace);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => name !== "#text");
  return Object.fromEntries(entries.map(([name, inner]) => [name, withoutSpace(inner)]));
}
