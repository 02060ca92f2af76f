// Diff: what a change of the inputs does to a resource that exists, replacing inputs as the provider's schema has them.
import { keepsFixedName } from "./naming.ts";
import { outputsOf, unknownOrPrior } from "./outputs.ts";
import { elementType, resourceType, unset } from "./table.ts";
import { canonical, isProperties, type Properties, Unknown, type Value, withoutSecrets } from "./value.ts";

export type ChangeKind = "add" | "delete" | "update";

export interface Change {
  /** The path of the property, with list indexes: `tags[1]`, `nodePool.size`. */
  readonly path: string;
  readonly kind: ChangeKind;
  readonly replaces: boolean;
}

export interface Difference {
  readonly changes: readonly Change[];
  /** Top-level names, as the engine prints them. */
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

export interface RawChange {
  readonly path: string;
  readonly kind: ChangeKind;
}

/** The state keeps no difference between left out and empty. */
function isEmpty(value: Value): boolean {
  return (
    value === null ||
    value === "" ||
    value === 0 ||
    value === false ||
    (Array.isArray(value) && value.length === 0) ||
    (isProperties(value) && Object.keys(value).length === 0)
  );
}

/** The changes from one value to another, each at its own path. */
export function compare(before: Value, after: Value, path: string): RawChange[] {
  if (isEmpty(before) && isEmpty(after)) {
    return [];
  }
  if (before === null || after === null) {
    return [{ path, kind: before === null ? "add" : "delete" }];
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    return compareLists(before, after, path);
  }
  if (isProperties(before) && isProperties(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].sort().flatMap((name) => compare(before[name] ?? null, after[name] ?? null, `${path}.${name}`));
  }
  return after instanceof Unknown || canonical(before) !== canonical(after) ? [{ path, kind: "update" }] : [];
}

function compareLists(before: readonly Value[], after: readonly Value[], path: string): RawChange[] {
  const length = Math.max(before.length, after.length);
  return Array.from({ length }, (_, index) =>
    compare(before[index] ?? null, after[index] ?? null, `${path}[${index}]`),
  ).flat();
}

/** Sets are compared without order, and strings in them (tags) without case, as the real provider does. */
function compareSets(before: readonly Value[], after: readonly Value[], path: string): RawChange[] {
  const text = (value: Value): string => canonical(value).toLowerCase();
  const had = new Set(before.map(text));
  const has = new Set(after.map(text));
  const removed = before.flatMap((value, index) => (has.has(text(value)) ? [] : [index]));
  const added = after.flatMap((value, index) => (had.has(text(value)) ? [] : [index]));
  const indexes = [...new Set([...removed, ...added])].sort((a, b) => a - b);
  return indexes.map((index): RawChange => {
    const isRemoved = removed.includes(index);
    const isAdded = added.includes(index);
    return { path: `${path}[${index}]`, kind: isRemoved && isAdded ? "update" : isAdded ? "add" : "delete" };
  });
}

function compareProperty(token: string, name: string, type: string, before: Value, after: Value): RawChange[] {
  const isSet = unset(token).sets?.includes(name) === true && elementType(type) !== undefined;
  const had = before ?? [];
  const has = after ?? [];
  return isSet && Array.isArray(had) && Array.isArray(has) ? compareSets(had, has, name) : compare(before, after, name);
}

/** The changed path, without list indexes, is a replacing one or lies below one. */
function isReplacing(replacing: readonly string[], path: string): boolean {
  const plain = path.replace(/\[\d+\]/g, "");
  return replacing.some((candidate) => plain === candidate || plain.startsWith(`${candidate}.`));
}

export function diff(token: string, state: Properties, oldInputs: Properties, news: Properties): Difference {
  const type = resourceType(token);
  // Both sides as the state shows them, so that a default written out, a reordered set or a hashed script is no change.
  const planned = outputsOf(token, news, unknownOrPrior, state);
  const changes = Object.entries(type.inputs).flatMap(([name, propertyType]) => {
    const before = withoutSecrets(state[name] ?? null);
    const after = withoutSecrets(planned[name] ?? null);
    return compareProperty(token, name, propertyType, before, after).map((change) => ({
      ...change,
      replaces: isReplacing(type.replaces, change.path),
    }));
  });
  const replaces = changes.filter((change) => change.replaces);
  return {
    changes,
    changed: topLevel(changes),
    replaces: topLevel(replaces),
    deleteBeforeReplace: replaces.length > 0 && keepsFixedName(token, oldInputs, news),
  };
}

/** The names of the properties that the changes are in. */
export function topLevel(changes: readonly Change[]): string[] {
  return [...new Set(changes.map((change) => change.path.split(/[.[]/)[0] ?? change.path))].sort();
}
