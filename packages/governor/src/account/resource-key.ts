import type { Kind } from "../kinds/kind";
import type { ResourceView } from "../view/resource";

/**
 * What is the same for a resource of an account and for that of a stack which manages it: what it is, by the name that
 * its kind has today, and its id. A bucket is one whichever provider manages it. Undefined for what has no id yet; a
 * bucket has its name.
 */
export function resourceKey({ kind, type, id, read }: ResourceView): string | undefined {
  const own = id === undefined || id === "" ? idOfInput(kind, read) : id;
  return own === undefined ? undefined : keyOfId(kind, own, type);
}

/** The same of a resource of which only kind and id are known. */
export function keyOfId(kind: Kind | undefined, id: string, type = ""): string {
  const what = kind?.bucket === true ? "bucket" : (kind?.successor ?? kind?.name ?? type);
  return `${what}\n${id.toLowerCase()}`;
}

function idOfInput(kind: Kind | undefined, read: ResourceView["read"]): string | undefined {
  return kind?.bucket === true && kind.idInput !== undefined ? read(kind.idInput).text() : undefined;
}
