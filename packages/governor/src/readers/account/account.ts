import { kindNamed, kinds } from "../../kinds";
import type { Kind } from "../../kinds/kind";
import { attributeOf, filledIn, listIn, objectsIn } from "../../live/api-object";
import type { ApiObject, Live, LiveContext } from "../../live/live";
import { compareTexts } from "../../view/compare";
import type { ResourceRecord } from "../../view/resource";
import type { Gap } from "../../view/stack";
import { hidden, unshown, type Value, type ValueMap } from "../../view/value";
import { decodeMap, decodeValue } from "../decode";
import { ReaderError } from "../reader-error";
import { camelCase, terraformInputsOf } from "../terraform/names";
import { inputsOfAttributes } from "./attributes";

/** An object of the API, and what it is. */
export interface LiveObject {
  /** Class name of its kind, such as `Droplet`. */
  readonly kind: string;
  readonly object: ApiObject;
  /** The object of the kind's `under` that it belongs to. */
  readonly under?: ApiObject;
}

/** An object that cannot be read. */
export interface Unreadable {
  readonly kind: string;
  readonly reason: string;
}

/** What the objects of an account are as resources. */
export interface AccountRecords {
  readonly records: readonly ResourceRecord[];
  readonly gaps: readonly Gap[];
  /** By URN, the attributes that are no inputs, as the API writes them and without secrets. */
  readonly objects: ReadonlyMap<string, ValueMap>;
  /** By URN, what `pulumi import` takes. */
  readonly importIds: ReadonlyMap<string, string>;
  readonly unreadable: readonly Unreadable[];
}

/** The project of the URNs of an account, which has none. */
const project = "account";

/** Attributes that hold secrets, of whatever object. */
const secretAttributes: ReadonlySet<string> = new Set([
  "access_cert",
  "access_key_secret",
  "api_keys",
  "config",
  "connection",
  "kubeconfig",
  "password",
  "private_connection",
  "private_uri",
  "schema_registry_connection",
  "secret_key",
  "standby_connection",
  "standby_private_connection",
  "ui_connection",
  "uri",
  "users",
]);

interface Read {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  readonly inputs: ValueMap;
  readonly outputs: ValueMap;
  readonly rest: ValueMap;
  readonly importId: string;
}

/**
 * The resources of an account, made of the objects that its API has shown. Each resource names others by id, as in the
 * state of a stack.
 *
 * @param account What to call the account: it is the stack in the URNs.
 * @param found The objects, in any order; those that stand within others are found by the kinds.
 */
export function recordsOfAccount(account: string, found: Iterable<LiveObject>): AccountRecords {
  const all = [...found].flatMap((one) => [one, ...within(one)]);
  const unreadable: Unreadable[] = [];
  const context = contextOf(all);
  const parts = partsOf(all);
  const read = all.flatMap((one): readonly Read[] => {
    const { kind: name, object } = one;
    const kind = kindNamed(name);
    const { live } = kind ?? {};
    if (kind === undefined || live === undefined) return [];
    const here: LiveContext = { ...context, ...(one.under === undefined ? {} : { under: one.under }) };
    if (live.is?.(object, here) === false) return [];
    const result = readObject(kind, live, one, here);
    if (typeof result === "string") unreadable.push({ kind: name, reason: result });
    else if (parts.get(name)?.has(result.id) !== true) return [result];
    return [];
  });
  return { ...withUrns(account, read), gaps: ["source-positions"], unreadable };
}

/** The objects of other kinds that stand within one. A list of texts is one of names. */
function within({ kind: name, object }: LiveObject): readonly LiveObject[] {
  return kindsWithin(name).flatMap(({ name: kind, live }) => {
    if (live?.listed.root === undefined || live.listed.where?.(object) === false) return [];
    return listIn(attributeOf(object, live.listed.root)).map(
      (one): LiveObject => ({
        kind,
        object: typeof one === "string" ? { name: one } : (objectsIn([one])[0] ?? {}),
        under: object,
      }),
    );
  });
}

const inner = new Map<string, readonly Kind[]>();

/** The kinds whose objects stand within those of a kind. */
function kindsWithin(outer: string): readonly Kind[] {
  const known = inner.get(outer) ?? kinds.filter(({ live }) => live?.under === outer && live.listed.path === undefined);
  inner.set(outer, known);
  return known;
}

function contextOf(all: readonly LiveObject[]): LiveContext {
  const certificates = new Map(
    all.flatMap(({ kind, object }): readonly [unknown, unknown][] =>
      kind === "Certificate" ? [[object.id, object.name]] : [],
    ),
  );
  return { certificateName: (id) => certificates.get(id) ?? id };
}

/** By kind, the ids of what others make. */
function partsOf(all: readonly LiveObject[]): ReadonlyMap<string, ReadonlySet<string>> {
  const parts = new Map<string, Set<string>>();
  for (const { kind, object } of all) {
    const makes = kindNamed(kind)?.live?.makes;
    if (makes === undefined) continue;
    const ids = parts.get(makes.kind) ?? new Set();
    parts.set(makes.kind, ids);
    for (const id of makes.ids(object)) ids.add(`${id}`);
  }
  return parts;
}

/** What an object is as a resource, or why it cannot be read. */
function readObject(kind: Kind, live: Live, { object, under }: LiveObject, context: LiveContext): Read | string {
  const id = filledIn(live.id ?? "{id}", object, under);
  const shape = terraformInputsOf(kind);
  if (id === undefined || shape === undefined) return `an object lacks ${live.id ?? "{id}"}`;
  try {
    const attributes = live.attributes?.(object, context) ?? object;
    const { inputs, used } = inputsOfAttributes(attributes, shape);
    const unshownInputs = typeof live.unshown === "function" ? live.unshown(object) : (live.unshown ?? []);
    const never = unshownInputs.filter((input) => !Object.hasOwn(inputs, input));
    return {
      kind,
      id,
      name: filledIn(live.name ?? "{name}", object, under) ?? id,
      inputs: { ...inputs, ...Object.fromEntries(never.map((input) => [input, unshown])) },
      outputs: outputsOf(kind, live, attributes, object, under),
      rest: decodeMap(
        Object.fromEntries(
          Object.entries(object).filter(
            ([attribute]) =>
              !used.has(attribute) && !secretAttributes.has(attribute) && !kind.secrets.includes(camelCase(attribute)),
          ),
        ),
      ),
      importId: (live.importId === undefined ? undefined : filledIn(live.importId, object, under)) ?? id,
    };
  } catch (error) {
    if (error instanceof ReaderError) return `${id}: ${error.message}`;
    throw error;
  }
}

/** What the provider has as outputs. What the API does not show of them is unknown. */
function outputsOf(
  kind: Kind,
  live: Live,
  attributes: ApiObject,
  object: ApiObject,
  under: ApiObject | undefined,
): ValueMap {
  const shown = new Map(
    [...Object.entries(object), ...Object.entries(attributes)].map(([name, value]) => [camelCase(name), value]),
  );
  const urn = live.urn === undefined ? undefined : filledIn(live.urn, object, under);
  return Object.fromEntries(
    kind.computed.map((name): [string, Value] => {
      if (kind.secrets.includes(name)) return [name, hidden];
      if (name.endsWith("Urn") && urn !== undefined) return [name, urn];
      return [name, shown.has(name) ? decodeValue(shown.get(name)) : unshown];
    }),
  );
}

/** Resources are called by name; those of one type that share a name are told apart by id. */
function withUrns(account: string, read: readonly Read[]): Pick<AccountRecords, "records" | "objects" | "importIds"> {
  // A page that shifts while it is read can show an object twice.
  const once = new Map(read.map((one) => [`${one.kind.type}::${one.id}`, one]));
  const shared = new Map<string, number>();
  const labelOf = ({ kind, name }: Read) => `${kind.type}::${name}`;
  for (const one of once.values()) shared.set(labelOf(one), (shared.get(labelOf(one)) ?? 0) + 1);
  const records: ResourceRecord[] = [];
  const objects = new Map<string, ValueMap>();
  const importIds = new Map<string, string>();
  for (const one of [...once.values()].sort(byKindAndId)) {
    const { kind, id, inputs, outputs, rest, importId } = one;
    const name = shared.get(labelOf(one)) === 1 ? one.name : `${one.name} (${id})`;
    const urn = `urn:pulumi:${account}::${project}::${kind.type}::${name}`;
    records.push({
      urn,
      type: kind.type,
      name,
      inputs,
      outputs,
      id,
      custom: true,
      // Only a program says so.
      protect: hidden,
      // What exists is named by its id, so that nothing is left to be found by where it comes from.
      propertyDependencies: {},
    });
    objects.set(urn, rest);
    importIds.set(urn, importId);
  }
  return { records, objects, importIds };
}

/** The same order, however the API listed them. */
function byKindAndId(a: Read, b: Read): number {
  return compareTexts(a.kind.type, b.kind.type) || compareTexts(a.name, b.name) || compareTexts(a.id, b.id);
}
