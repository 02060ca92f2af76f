// What a property can be on the way between engine and provider. A secret and an unknown are values of their own, so
// that no code can mistake one for a string.

/** A value that only a real create would tell. */
export class Unknown {
  readonly #kind = "unknown";

  toString(): string {
    return this.#kind;
  }
}

export const UNKNOWN = new Unknown();

export class Secret {
  readonly value: Value;
  readonly #kind = "secret";

  constructor(value: Value) {
    this.value = value;
  }

  /** Never the value: whatever prints a secret by mistake prints this. */
  toString(): string {
    return this.#kind;
  }
}

export interface Properties {
  [name: string]: Value;
}

export type Value = null | boolean | number | string | Unknown | Secret | Value[] | Properties;

export function isProperties(value: Value | undefined): value is Properties {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Unknown) &&
    !(value instanceof Secret)
  );
}

/** Applies `change` below a secret and keeps the result secret. */
export function keepSecret(value: Value, change: (plain: Value) => Value): Value {
  return value instanceof Secret ? new Secret(change(value.value)) : change(value);
}

/** The plain value, for validation and comparison only: never for a message. */
export function reveal(value: Value | undefined): Value | undefined {
  if (value instanceof Secret) {
    return reveal(value.value);
  }
  return value;
}

export function containsSecret(value: Value): boolean {
  if (value instanceof Secret) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.some(containsSecret);
  }
  return isProperties(value) && Object.values(value).some(containsSecret);
}

/** The value with every secret in it opened. */
export function withoutSecrets(value: Value): Value {
  if (value instanceof Secret) {
    return withoutSecrets(value.value);
  }
  if (Array.isArray(value)) {
    return value.map(withoutSecrets);
  }
  return isProperties(value) ? mapProperties(value, withoutSecrets) : value;
}

export function mapProperties(properties: Properties, change: (value: Value, name: string) => Value): Properties {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, change(value, name)]));
}

/**
 * A text that is equal for equal values, with secrets opened. Its order is the one in which the real provider lists the
 * elements of a set: strings and numbers by value, objects by their attributes in the order of their names.
 */
export function canonical(value: Value): string {
  if (value instanceof Secret) {
    return canonical(value.value);
  }
  if (value instanceof Unknown) {
    return "?";
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonical).join(",")}]`;
  }
  if (isProperties(value)) {
    const names = Object.keys(value).sort();
    return `<${names.map((name) => canonical(value[name] ?? null)).join(";")}>`;
  }
  return JSON.stringify(value);
}
