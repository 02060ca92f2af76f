import { hidden, type Value, type ValueMap } from "@infrafabric/governor";
import { decodeMap } from "@infrafabric/governor/internal";

/**
 * Reads properties as a remediation sees them: only there does the SDK tell secrets apart. It wraps them in a class of
 * its own, whose name is all that copies of the SDK have in common.
 */
export function decodeKeepingSecrets(props: object, owner: string): ValueMap {
  return decodeMap(props, (value) => value.constructor?.name === "Secret", owner);
}

/** Paths of the secrets in properties that were read so, such as `tags[1]`. */
export function secretPaths(props: ValueMap): readonly string[] {
  return [...pathsIn(props, "")];
}

function* pathsIn(value: Value, path: string): Iterable<string> {
  if (value === hidden) {
    yield path;
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) yield* pathsIn(element, `${path}[${index}]`);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* pathsIn(inner, path === "" ? key : `${path}.${key}`);
  }
}
