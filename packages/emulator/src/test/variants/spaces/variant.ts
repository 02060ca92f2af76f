import type { SpacesOperation } from "../../../spaces/operation.ts";
import {
  brokenDocuments,
  type SpacesSample,
  spacesHeaders,
  spacesParameters,
  spacesPayloads,
  spacesSamples,
  spacesSubresources,
  takesUnknownKeys,
} from "./samples.ts";

/** What a variant tries of an operation of Spaces. */
export const spacesVariantKinds = {
  smallest: "the smallest valid request",
  header: "each header of S3 with values that fit and that do not",
  query: "each parameter of S3 with values that fit and that do not",
  payload: "each way to say what the body is",
  element: "each element of the body left out, twice, empty, too long, of another type, and with one that nobody knows",
  document: "a body that is no document",
  unknown: "a bucket, a key and an upload that are not there",
  caller: "signed by nobody, another account, an unknown key and a wrong secret",
} as const;

export type SpacesVariantKind = keyof typeof spacesVariantKinds;

/** Who signs. */
export type Signer = "owner" | "nobody" | "other" | "unknown" | "wrong";

/** One request that is tried. */
export interface SpacesVariant extends Required<Omit<SpacesSample, "body">>, Pick<SpacesSample, "body"> {
  readonly operation: string;
  readonly kind: SpacesVariantKind;
  /** What is varied: `range`, or an element. */
  readonly field: string;
  readonly method: SpacesOperation["method"];
  readonly payload?: string;
  readonly signer: Signer;
  /** Whether it is to be done, how it is to be refused, or that either will do. */
  readonly expected: "done" | 400 | 403 | 404 | "answered";
}

const places = { account: "/", bucket: "/files", object: "/files/a" } as const;

type Asked = Pick<SpacesOperation, "name" | "method" | "about" | "query">;

/**
 * Every variant of operations of Spaces.
 *
 * @throws where nothing says what the smallest request of one is.
 */
export function spacesVariantsOf(operations: readonly Asked[]): readonly SpacesVariant[] {
  const unsaid = operations.filter(({ name }) => !(name in spacesSamples)).map(({ name }) => name);
  if (unsaid.length > 0) throw new Error(`samples.ts does not say how these are asked for: ${unsaid.join(", ")}`);
  return operations.flatMap(variantsOfOne);
}

function variantsOfOne({ name, method, about, query: subresource }: Asked): readonly SpacesVariant[] {
  const sample = spacesSamples[name] ?? {};
  const { path = places[about], query = {}, headers = {}, body } = sample;
  const smallest: SpacesVariant = {
    ...{ operation: name, kind: "smallest", field: "", method, path, headers, signer: "owner", expected: "done" },
    query: { ...(subresource === undefined ? {} : { [subresource]: "" }), ...query },
    ...(body === undefined ? {} : { body }),
  };
  const one = (kind: SpacesVariantKind, field: string, more: Partial<SpacesVariant>): SpacesVariant => ({
    ...smallest,
    ...{ kind, field, expected: "answered" },
    ...more,
  });
  const isDocument = body?.startsWith("<") === true;
  // Settings are read and written in one way, whatever else is said: one value of each tries as much as all.
  const isSetting = subresource !== undefined && !takesMore.has(subresource);
  const pairs = isSetting ? firstPairsOf : pairsOf;
  const parameters = isSetting ? spacesParameters : { ...spacesSubresources, ...spacesParameters };
  return [
    smallest,
    ...pairs(spacesHeaders).map(([field, value]) =>
      one("header", field, { headers: { ...smallest.headers, [field]: value } }),
    ),
    ...pairs(parameters).map(([field, value]) => one("query", field, { query: { ...smallest.query, [field]: value } })),
    ...spacesPayloads.map((payload) => one("payload", payload, { payload })),
    ...(isDocument ? elementsOf(body) : []).map(([field, changed]) => one("element", field, { body: changed })),
    ...(isDocument ? brokenDocuments : []).map((broken) => one("document", "", { body: broken, expected: 400 })),
    ...unknownPlaces(smallest, about, one),
    ...callers(name, about).map((signer) => one("caller", signer, { signer, expected: 403 })),
  ];
}

function unknownPlaces(
  { operation, path, query }: SpacesVariant,
  about: SpacesOperation["about"],
  one: (kind: "unknown", field: string, more: Partial<SpacesVariant>) => SpacesVariant,
): readonly SpacesVariant[] {
  if (about === "account" || operation === "CreateBucket") return [];
  const inBucket = one("unknown", "bucket", { path: path.replace(/^\/\w+/, "/none"), expected: 404 });
  if (about === "bucket") return [inBucket];
  return [
    inBucket,
    one("unknown", "key", { path: "/files/none", expected: takesUnknownKeys.has(operation) ? "done" : 404 }),
    ...("uploadId" in query
      ? [one("unknown", "upload", { query: { ...query, uploadId: "none" }, expected: 404 })]
      : []),
  ];
}

/** Who may not. A form is signed by itself, of many objects each is refused by itself, any account lists and makes buckets. */
function callers(operation: string, about: SpacesOperation["about"]): readonly Signer[] {
  if (operation === "PostObject") return [];
  if (operation === "DeleteObjects") return ["unknown", "wrong"];
  const others: readonly Signer[] = about === "account" || operation === "CreateBucket" ? [] : ["other"];
  return ["nobody", "unknown", "wrong", ...others];
}

/** Subresources by which objects come and go, so that headers and parameters of all kinds count. */
const takesMore = new Set(["delete", "uploadId", "uploads", "versions"]);

const firstPairsOf = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([name, [value]]) => (value === undefined ? [] : [[name, value] as const]));

const pairsOf = (table: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(table).flatMap(([name, values]) => values.map((value) => [name, value] as const));

/** A document with one of its elements otherwise. */
function elementsOf(document: string): readonly (readonly [name: string, body: string])[] {
  const names = new Set([...document.matchAll(/<(\w+)[\s>]/g)].map(([, name = ""]) => name));
  return [...names].flatMap((name) => {
    const element = new RegExp(`<${name}(?: [^>]*)?>[^]*?</${name}>`);
    const [found = ""] = element.exec(document) ?? [];
    const filled = (content: string) => `<${name}>${content}</${name}>`;
    const others = ["", found + found, filled(""), filled("nonsense"), filled("-1"), filled("9".repeat(5_000))];
    return [...others, filled(`<Nonsense/>${found}`), found.replace(/<\/\w+>$/, "<Nonsense>x</Nonsense>$&")].map(
      (other) => [name, document.replace(element, () => other)] as const,
    );
  });
}
