// A resource as its state shows it: every property of the schema, what was left out filled in, sets in their order.
import { createHash } from "node:crypto";
import { elementType, objectType, resourceType, type Unset, unset } from "./table.ts";
import {
  canonical,
  isProperties,
  keepSecret,
  type Properties,
  reveal,
  Secret,
  UNKNOWN,
  Unknown,
  type Value,
} from "./value.ts";

/** A property that the platform fills in. */
export interface Computed {
  readonly name: string;
  readonly type: string;
  /** A resource's type token or the name of a nested object. */
  readonly owner: string;
  /** What it is now, if the resource exists. */
  readonly prior: Value | undefined;
}

export type Fill = (computed: Computed) => Value;

/** At preview nobody knows what the platform will fill in; what it has filled in, stays. */
export const unknownOrPrior: Fill = ({ prior }) => (prior === undefined ? UNKNOWN : prior);

interface Place {
  readonly owner: string;
  readonly unset: Unset;
  /** Inside an element of a set, what is left out is empty where it would be null elsewhere. */
  readonly inSet: boolean;
}

// State functions of the real provider: what is long or secret is kept as its hash.
const HASHED: ReadonlySet<string> = new Set([
  "digitalocean:index/droplet:Droplet.userData",
  "digitalocean:index/certificate:Certificate.certificateChain",
  "digitalocean:index/certificate:Certificate.leafCertificate",
  "digitalocean:index/certificate:Certificate.privateKey",
]);
const NORMALISED_JSON: ReadonlySet<string> = new Set([
  "digitalocean:index/spacesBucketPolicy:SpacesBucketPolicy.policy",
]);

function sha1(text: string): string {
  return createHash("sha1").update(text).digest("hex");
}

function sortedJson(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sortedJson);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, property]) => [name, sortedJson(property)]),
  );
}

function normalisedJson(text: string): string {
  try {
    return JSON.stringify(sortedJson(JSON.parse(text)));
  } catch {
    return text;
  }
}

function stored(path: string, text: string): string {
  if (HASHED.has(path)) {
    return sha1(text);
  }
  return NORMALISED_JSON.has(path) ? normalisedJson(text) : text;
}

function includes(names: readonly string[] | undefined, name: string): boolean {
  return names?.includes(name) === true;
}

function leftOut(place: Place, name: string, type: string, fill: Fill, prior: Value | undefined): Value {
  if (includes(place.unset.computed, name)) {
    return fill({ name, type, owner: place.owner, prior });
  }
  const settled = place.unset.stateDefaults?.[name] ?? place.unset.defaults?.[name];
  if (settled !== undefined) {
    return settled;
  }
  if (includes(place.unset.blocks, name) || (place.inSet && elementType(type) !== undefined)) {
    return [];
  }
  return place.inSet && type === "string" ? "" : null;
}

/** A set with an unknown element is unknown as a whole: it could turn out to be an element that is there already. */
function settledSet(items: Value[]): Value {
  if (items.some((item) => item instanceof Unknown)) {
    return UNKNOWN;
  }
  const byText = new Map(items.map((item) => [canonical(item), item]));
  return [...byText].sort(([a, left], [b, right]) => order(a, left, b, right)).map(([, item]) => item);
}

function order(a: string, left: Value, b: string, right: Value): number {
  if (typeof left === "number" && typeof right === "number") {
    return left - right;
  }
  return a < b ? -1 : 1;
}

/** Whether an element that exists can be the one that the program means: all that the program says of it is true. */
function agrees(before: Value, wanted: Value): boolean {
  if (wanted instanceof Unknown) {
    return true;
  }
  if (isProperties(before) && isProperties(wanted)) {
    return Object.entries(wanted).every(([name, value]) => agrees(before[name] ?? null, value));
  }
  return canonical(before) === canonical(wanted);
}

function shapedList(items: Value[], type: string, isSet: boolean, fill: Fill, prior: Value | undefined): Value {
  const existing = Array.isArray(prior) ? prior : [];
  const object = objectType(type);
  const shaped = items.map((item, index) => {
    if (object === undefined || !isProperties(item)) {
      return item;
    }
    const place = { owner: type, unset: unset(type), inSet: isSet };
    // Elements of a set have no index to find them by again.
    const wanted = isSet ? shapedObject(place, object, item, () => UNKNOWN, undefined) : UNKNOWN;
    const before = isSet ? existing.find((candidate) => agrees(candidate, wanted)) : existing[index];
    return shapedObject(place, object, item, fill, before);
  });
  return isSet ? settledSet(shaped) : shaped;
}

function shapedValue(
  place: Place,
  name: string,
  type: string,
  value: Value,
  fill: Fill,
  prior: Value | undefined,
): Value {
  const isSet = includes(place.unset.sets, name);
  const element = elementType(type);
  if (Array.isArray(value)) {
    return element === undefined ? value : shapedList(value, element, isSet, fill, prior);
  }
  const object = objectType(type);
  if (object !== undefined && isProperties(value)) {
    return shapedObject({ owner: type, unset: unset(type), inSet: isSet }, object, value, fill, prior);
  }
  return typeof value === "string" ? stored(`${place.owner}.${name}`, value) : value;
}

function shapedObject(
  place: Place,
  types: Readonly<Record<string, string>>,
  given: Properties,
  fill: Fill,
  prior: Value | undefined,
): Properties {
  const before = isProperties(prior) ? prior : {};
  const shaped: Properties = {};
  for (const [name, type] of Object.entries(types)) {
    const value = given[name] ?? null;
    const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
    shaped[name] = isEmpty
      ? leftOut(place, name, type, fill, before[name])
      : keepSecret(value, (plain) => shapedValue(place, name, type, plain, fill, reveal(before[name])));
  }
  return shaped;
}

/** Unknowns stay bare: the engine marks them secret by the resource's own list of secret outputs. */
function markSecrets(names: readonly string[], outputs: Properties): void {
  for (const name of names) {
    const value = outputs[name] ?? null;
    if (value !== null && !(value instanceof Unknown) && !(value instanceof Secret)) {
      outputs[name] = new Secret(value);
    }
  }
}

export function outputsOf(token: string, inputs: Properties, fill: Fill, prior: Properties = {}): Properties {
  const type = resourceType(token);
  const place = { owner: token, unset: unset(token), inSet: false };
  const outputs = shapedObject(place, type.inputs, inputs, fill, prior);
  for (const [name, outputType] of Object.entries(type.outputs)) {
    outputs[name] = fill({ name, type: outputType, owner: token, prior: prior[name] });
  }
  markSecrets(type.secrets, outputs);
  return outputs;
}
