// What the job reads of DigitalOcean's answers. The job is the argument of a command, too short for a library.

/** A volume or Droplet. */
export interface Listed {
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
}

export interface Snapshot {
  readonly id: string;
  readonly name: string;
  readonly regions: readonly string[];
  /** Of the volume or Droplet. */
  readonly sourceId: string;
}

/** What stands in an answer below some keys; undefined where nothing does. */
export function valueAt(answer: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    answer,
  );
}

/** @throws Error for what is no volume or Droplet. */
export function listedIn(element: unknown): Listed {
  return { id: textAt(element, "id"), name: textAt(element, "name"), tags: textsAt(element, "tags") };
}

/** @throws Error for what is no snapshot. */
export function snapshotIn(element: unknown): Snapshot {
  return {
    id: textAt(element, "id"),
    name: textAt(element, "name"),
    regions: textsAt(element, "regions"),
    sourceId: textAt(element, "resource_id"),
  };
}

/** Ids are numbers in some answers. */
function textAt(element: unknown, key: string): string {
  const value = valueAt(element, key);
  if (typeof value !== "string" && typeof value !== "number") throw new Error(`an answer has no ${key}`);
  return String(value);
}

/** An empty list is null in some answers. */
function textsAt(element: unknown, key: string): readonly string[] {
  const value = valueAt(element, key) ?? [];
  if (!Array.isArray(value)) throw new Error(`an answer has no list of ${key}`);
  return value.map(String);
}
