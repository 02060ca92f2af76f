import { hidden, isValueList, isValueMap, unapplied, unknown, unshown, type Value } from "./value";

/**
 * What a reader can say of a property: `known`; `unknown`, until `up` or `apply` or because DigitalOcean's API does not
 * show it; `hidden`, a secret that the reader does not show; `absent`, not set and without a default.
 */
export type PropertyState = "known" | "unknown" | "hidden" | "absent";

const decimal = /^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,2})?$/i;

/** How the provider's schema takes text for a boolean; `"True"` and `"yes"` it refuses. */
const booleans: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

/** One property of a resource, at any depth. Reading never throws: below an unknown everything is unknown. */
export class Property {
  /** The state of the property as a whole; a known list can hold unknown elements. */
  readonly state: PropertyState;

  constructor(
    /** Where it stands, such as `inboundRules[1].sourceAddresses[0]`. */
    readonly path: string,
    private readonly value: Value | undefined,
    private readonly onGet?: (path: string) => void,
  ) {
    this.state =
      value === unknown || value === unapplied || value === unshown
        ? "unknown"
        : value === hidden
          ? "hidden"
          : value === undefined || value === null
            ? "absent"
            : "known";
  }

  /** True when the property is set to something, known or not. */
  get present(): boolean {
    return this.state !== "absent";
  }

  /** True when a value stands there that cannot be seen. */
  get opaque(): boolean {
    return this.state === "unknown" || this.state === "hidden";
  }

  /** The command after which an unknown value is known; undefined for what DigitalOcean's API never shows. */
  get knownAfter(): "pulumi up" | "terraform apply" | undefined {
    if (this.value === unshown) return undefined;
    return this.value === unapplied ? "terraform apply" : "pulumi up";
  }

  // A scalar is read as the provider's schema converts it: the same value passes in process and in the engine, whether
  // the program wrote 3 or "3", true or "true".

  /** The text of a known string, number or boolean, as it is written; undefined for anything else. */
  text(): string | undefined {
    const { value } = this;
    if (typeof value === "string") return value;
    return typeof value === "number" || typeof value === "boolean" ? `${value}` : undefined;
  }

  /** The number, also if it is written as text; undefined for anything else. */
  number(): number | undefined {
    if (typeof this.value === "number") return this.value;
    return typeof this.value === "string" && decimal.test(this.value) ? Number(this.value) : undefined;
  }

  /** True or false, also if it is written as text (`"true"` or `"1"`); undefined for anything else. */
  boolean(): boolean | undefined {
    if (typeof this.value === "boolean") return this.value;
    return typeof this.value === "string" ? booleans.get(this.value) : undefined;
  }

  /** True for a known list. */
  get isList(): boolean {
    return isValueList(this.value);
  }

  /** True for a known object. */
  get isObject(): boolean {
    return isValueMap(this.value);
  }

  /** The property `key` of this one: opaque below what is opaque, absent below what is no object. */
  get(key: string): Property {
    const path = this.path === "" ? key : `${this.path}.${key}`;
    this.onGet?.(path);
    const value = isValueMap(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined;
    return new Property(path, this.opaque ? this.value : value, this.onGet);
  }

  /** The element at an index: opaque in what is opaque, absent in what is no list. */
  at(index: number): Property {
    const value = isValueList(this.value) ? this.value[index] : undefined;
    return new Property(`${this.path}[${index}]`, this.opaque ? this.value : value, this.onGet);
  }

  /** The elements of a known list, each with its own state; none for anything else. */
  elements(): readonly Property[] {
    if (!isValueList(this.value)) return [];
    return this.value.map((element, index) => new Property(`${this.path}[${index}]`, element, this.onGet));
  }

  /** The properties of a known object, each with its own state; none for anything else. */
  properties(): readonly Property[] {
    return isValueMap(this.value) ? Object.keys(this.value).map((key) => this.get(key)) : [];
  }

  /** The same property, which tells of each path that is looked up below it. */
  watched(onGet: (path: string) => void): Property {
    return new Property(this.path, this.value, onGet);
  }

  /** True when nothing in the property, at any depth, is unknown or hidden. */
  get complete(): boolean {
    return isComplete(this.value);
  }
}

function isComplete(value: Value | undefined): boolean {
  if (value === unknown || value === unapplied || value === unshown || value === hidden) return false;
  if (isValueList(value)) return value.every(isComplete);
  if (isValueMap(value)) return Object.values(value).every(isComplete);
  return true;
}

const nested = /[.[]/;

/** The input that a path begins with. */
export function headOf(path: string): string {
  const end = path.search(nested);
  return end < 0 ? path : path.slice(0, end);
}

/** Reads `path`, such as `dropletTemplate.region` or `inboundRules[0].portRange`, from `root`. */
export function readPath(root: Value | undefined, path: string): Property {
  // Most reads are of one input, and there are many.
  if (isValueMap(root) && !nested.test(path))
    return new Property(path, Object.hasOwn(root, path) ? root[path] : undefined);
  let property = new Property("", root);
  for (const segment of path.split(".")) {
    const [key = "", ...indexes] = segment.split("[");
    property = property.get(key);
    for (const index of indexes) property = property.at(Number.parseInt(index, 10));
  }
  return property;
}
