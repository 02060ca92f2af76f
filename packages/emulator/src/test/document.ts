import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import { undocumented } from "./undocumented.ts";

/** DigitalOcean's OpenAPI document, which is no part of this repository. */
const file =
  process.env.DIGITALOCEAN_OPENAPI ??
  fileURLToPath(new URL("../../../../../shared/openapi/digitalocean.json", import.meta.url));

/** False where the document is not there: then no answer is held against it. */
export const hasDocument = existsSync(file);
if (!hasDocument) {
  console.warn(
    "SKIPPED: no OpenAPI document of DigitalOcean (DIGITALOCEAN_OPENAPI names one), so no answer was held against it",
  );
}

/** Lists of the document that its own release notes have left behind: new regions and distributions. */
const outdated: readonly (readonly string[])[] = [
  ["region_slug"],
  ["distribution"],
  ["autoscale_pool_droplet_template", "properties", "region"],
  // Scheduled jobs, which DigitalOcean's Go client knows.
  ["app_job_spec", "allOf", "2", "properties", "kind"],
];

interface Parts {
  readonly document: object;
  /** Paths by what fits them, the one with the fewest parameters first. */
  readonly paths: readonly (readonly [fits: RegExp, path: string])[];
  readonly ajv: Ajv;
  readonly checks: Map<string, ValidateFunction | undefined>;
}

let opened: Parts | undefined;

/** What an answer has that the document does not allow; nothing where it is as the document says. */
export function offences(method: string, path: string, status: number, body: unknown): readonly string[] {
  if (!hasDocument || undocumented.test(path)) return [];
  opened ??= open();
  const { pathname } = new URL(path, "http://emulator");
  const template = opened.paths.find(([fits]) => fits.test(pathname))?.[1];
  if (template === undefined) return status === 501 ? [] : [`the document has no path ${path}`];
  const key = `${method} ${template} ${status}`;
  const check = opened.checks.get(key) ?? checkOf(opened, method, template, status);
  opened.checks.set(key, check);
  if (check === undefined) return status < 400 ? [`the document has no answer ${key}`] : [];
  if (check(body)) return [];
  return (check.errors ?? []).map(({ instancePath, message }) => `${key}: ${instancePath} ${message}`);
}

/** Every operation of the document: `GET /v2/vpcs/{vpc_id}`. */
export function documentOperations(): readonly string[] {
  if (!hasDocument) return [];
  opened ??= open();
  return Object.entries(at(opened.document, "paths")).flatMap(([path, item]) =>
    Object.keys(Object(item))
      .filter((method) => ["get", "post", "put", "patch", "delete"].includes(method))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
}

/** The scopes that an operation of the document needs, all of one of these lists; undefined where it is not there. */
export function documentScopes(method: string, path: string): readonly (readonly string[])[] | undefined {
  if (!hasDocument) return undefined;
  opened ??= open();
  const plain = (text: string) => text.replaceAll(/\{\w+\}/g, "{}");
  const [, item] = Object.entries(at(opened.document, "paths")).find(([one]) => plain(one) === plain(path)) ?? [];
  const security: unknown = Reflect.get(at(Object(item), method.toLowerCase()), "security");
  if (!Array.isArray(security)) return undefined;
  return security.map((one: unknown) => Object.values(Object(one)).flat().map(String));
}

function open(): Parts {
  const document: unknown = JSON.parse(readFileSync(file, "utf8"));
  for (const schema of outdated)
    Reflect.deleteProperty(at(Object(document), "components", "schemas", ...schema), "enum");
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, logger: false, unicodeRegExp: false });
  ajv.addSchema(Object(document), "document");
  const paths = Object.keys(at(Object(document), "paths"))
    .toSorted((a, b) => a.split("{").length - b.split("{").length)
    .map((path) => [new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`), path] as const);
  return { document: Object(document), paths, ajv, checks: new Map() };
}

function checkOf({ document, ajv }: Parts, method: string, path: string, status: number): ValidateFunction | undefined {
  const place = ["paths", path, method.toLowerCase(), "responses", String(status)];
  const found = at(document, ...place);
  const reference: unknown = Reflect.get(found, "$ref");
  const answer = typeof reference === "string" ? reference.split("/").slice(1) : place;
  if (Object.keys(at(document, ...answer)).length === 0) return undefined;
  const schema = [...answer, "content", "application/json", "schema"];
  if (Object.keys(at(document, ...schema)).length === 0) return undefined;
  const pointer = schema.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).map(encodeURIComponent);
  return ajv.compile({ $ref: `document#/${pointer.join("/")}` });
}

function at(value: object, ...path: readonly string[]): object {
  return path.reduce<object>((here, key) => Object(Reflect.get(here, key)), value);
}
