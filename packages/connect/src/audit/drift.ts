import type { Property, ResourceView } from "@infrafabric/governor";
import { compareTexts, inputNamesOf, resourceKey, withoutCredentials } from "@infrafabric/governor/internal";
import { type KnownStack, managedBy } from "./known-stack.ts";
import type { LiveAccount } from "./live-account.ts";

/** An input that is another in the account than in the stack that manages it. */
export interface Drift {
  /** As it is in the account. */
  readonly resource: ResourceView;
  readonly by: KnownStack;
  /** The input, such as `size`. */
  readonly path: string;
  /** What the stack has, in words; a secret is not shown. */
  readonly before: string;
  /** What the account has. */
  readonly after: string;
}

/**
 * What has changed behind the stacks. An input that a program does not set is compared with what the provider answered
 * when the stack was last updated. What either side does not show is not compared.
 */
export function driftIn(account: LiveAccount, stacks: readonly KnownStack[]): readonly Drift[] {
  const managed = managedBy(stacks);
  return account.stack.resources.flatMap((resource): readonly Drift[] => {
    const key = resourceKey(resource);
    const known = key === undefined ? undefined : managed.get(key);
    if (known === undefined || resource.kind === undefined) return [];
    return inputNamesOf(resource.kind.name).flatMap((path): readonly Drift[] => {
      const input = known.resource.given(path);
      const before = input.present ? input : known.resource.outputs.get(path);
      const after = resource.given(path);
      // Neither says of everything whether it is unset or only not shown.
      if (!before.present || !after.present) return [];
      if (before.opaque || after.opaque || !before.complete || !after.complete) return [];
      if (isSame(before, after)) return [];
      const isSecret = (value: Property) => known.resource.isSecret(value.path);
      const shown = (value: Property) => (known.resource.isSecret(path) ? "a secret" : wordsOf(value, isSecret));
      return [{ resource, by: known.by, path, before: shown(before), after: shown(after) }];
    });
  });
}

/** Nothing is set: absent, empty, or what an API writes for nothing. */
function isNothing(value: Property): boolean {
  if (!value.present) return true;
  if (value.isList) return value.elements().length === 0;
  if (value.isObject) return value.properties().every(isNothing);
  const text = value.text();
  return text === "" || text === "false" || text === "0";
}

/**
 * True if two values mean the same: texts as the provider reads them, lists in any order, and of objects what both have.
 */
function isSame(a: Property, b: Property): boolean {
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b);
  if (a.isList || b.isList) {
    const [left, right] = [a, b].map((one) => (one.isList ? one.elements() : [one]));
    if (left === undefined || right === undefined || left.length !== right.length) return false;
    const rest = [...right];
    return left.every((one) => {
      const at = rest.findIndex((other) => isSame(one, other));
      if (at >= 0) rest.splice(at, 1);
      return at >= 0;
    });
  }
  if (a.isObject || b.isObject) {
    if (!a.isObject || !b.isObject) return false;
    return a.properties().every((own) => {
      const other = b.get(keyIn(own));
      return !own.present || !other.present || isSame(own, other);
    });
  }
  const [one, other] = [a.text(), b.text()];
  return one?.toLowerCase() === other?.toLowerCase() || (documentIn(one) ?? one) === (documentIn(other) ?? other);
}

/** A JSON document in one form, as the provider writes a policy in another than the program; undefined for other texts. */
function documentIn(text: string | undefined): string | undefined {
  if (text === undefined || !text.trimStart().startsWith("{")) return undefined;
  try {
    return JSON.stringify(sorted(JSON.parse(text)));
  } catch {
    return undefined;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => compareTexts(a, b))
      .map(([name, one]) => [name, sorted(one)]),
  );
}

/** The last part of a path. */
const keyIn = ({ path }: Property) => path.slice(path.lastIndexOf(".") + 1);

/** No message is longer than a screen. */
const mostShown = 120;

function wordsOf(value: Property, isSecret: (value: Property) => boolean): string {
  const text = isNothing(value) && !value.text() ? "nothing" : withoutCredentials(plainText(value, isSecret));
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;
}

function plainText(value: Property, isSecret: (value: Property) => boolean): string {
  if (value.isList)
    return `[${value
      .elements()
      .map((one) => plainText(one, isSecret))
      .join(", ")}]`;
  if (!value.isObject) return value.text() ?? "nothing";
  const isVariable = value.get("key").present;
  const parts = value
    .properties()
    .filter((one) => one.present)
    .map((one) => {
      // Variables of an app often hold passwords, whether they are declared secret or not.
      const isHidden = (isVariable && keyIn(one) === "value") || isSecret(one);
      return `${keyIn(one)}: ${isHidden ? "(not shown)" : plainText(one, isSecret)}`;
    });
  return `{${parts.join(", ")}}`;
}
