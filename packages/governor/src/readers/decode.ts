import { hidden, unknown, type Value, type ValueMap } from "../view/value";
import { ReaderError, shortened } from "./reader-error";

/** What Pulumi writes where a value is not known before `up`; one for each type that it could have. */
const unknownSentinels: ReadonlySet<unknown> = new Set([
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** What preview JSON writes where a secret stands. */
const hiddenMarker = "[secret]";

/** The key of an object that stands for something other than an object, and what a secret has there. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Tells a secret of a reader that keeps secrets in objects of its own. */
export type SecretTest = (value: object) => boolean;

const noSecret: SecretTest = () => false;

/** No input of any provider is nested so deep, and whatever walks a value may call itself for each level. */
const mostLevels = 200;

/**
 * Turns a property value as Pulumi writes it into a `Value`. Pulumi's own bookkeeping, such as `__defaults`, is left out.
 *
 * @throws ReaderError for a value that is nested too deep.
 */
export function decodeValue(raw: unknown, isSecret: SecretTest = noSecret): Value {
  return decodeAt(1, raw, isSecret);
}

/**
 * Turns the properties of a resource into values. Never reads through a getter or a proxy, which could throw.
 *
 * @param owner URN of the resource, for messages.
 * @throws ReaderError for a property that is nested too deep.
 */
export function decodeMap(raw: object, isSecret: SecretTest = noSecret, owner?: string): ValueMap {
  try {
    return decodeObject(0, raw, isSecret);
  } catch (error) {
    throw owner !== undefined && error instanceof ReaderError
      ? new ReaderError(`cannot read ${shortened(owner)}: ${error.message}`)
      : error;
  }
}

function decodeAt(level: number, raw: unknown, isSecret: SecretTest): Value {
  if (raw === null || raw === undefined) return null;
  if (typeof raw === "string") return unknownSentinels.has(raw) ? unknown : raw === hiddenMarker ? hidden : raw;
  if (typeof raw === "number" || typeof raw === "boolean") return raw;
  if (Array.isArray(raw)) return decodeList(level, raw, isSecret);
  if (typeof raw !== "object") return null;
  const signature: unknown = Reflect.get(raw, signatureKey);
  if (signature === secretSignature || isSecret(raw)) return hidden;
  if (signature === outputSignature) return decodeOutput(level, raw, isSecret);
  return decodeObject(level, raw, isSecret);
}

function decodeList(level: number, raw: readonly unknown[], isSecret: SecretTest): readonly Value[] {
  checkLevel(level);
  return raw.map((element) => decodeAt(level + 1, element, isSecret));
}

function decodeObject(level: number, raw: object, isSecret: SecretTest): ValueMap {
  checkLevel(level);
  const map: Record<string, Value> = {};
  for (const key of Object.keys(raw)) {
    if (key.startsWith("__")) continue;
    const value: unknown = Object.getOwnPropertyDescriptor(raw, key)?.value;
    if (value !== undefined) map[key] = decodeAt(level + 1, value, isSecret);
  }
  return map;
}

function decodeOutput(level: number, raw: object, isSecret: SecretTest): Value {
  checkLevel(level);
  if (Reflect.get(raw, "secret") === true) return hidden;
  return Object.hasOwn(raw, "value") ? decodeAt(level + 1, Reflect.get(raw, "value"), isSecret) : unknown;
}

/** @throws ReaderError for a level that no value of a provider has. */
export function checkLevel(level: number): void {
  if (level > mostLevels) throw new ReaderError(`a property is nested more than ${mostLevels} levels deep`);
}
