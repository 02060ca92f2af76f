import { kindNamed } from "../kinds";
import type { Property } from "../view/property";
import { type Doubt, doubtFrom, doubtOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import type { StackView } from "../view/stack";
import { parseUrn } from "../view/urn";
import { type Answer, firstDoubt } from "./answer";
import { itemsOf } from "./items";

/** Finds out whether resources are named by an input. */
export interface References {
  /**
   * Whether an input of a resource in the same account names `target`.
   *
   * @param names What `target` may be called besides its id.
   */
  name(target: ResourceView, names?: readonly string[]): Answer;
}

/** An input that names other resources. */
interface Input {
  readonly kind: string;
  readonly path: string;
  /** A single value that comes from two resources may be the name of either. */
  readonly holds: "one" | "several";
}

/** What the inputs of one account name, so that each target is looked up once. */
interface Named {
  readonly ids: Set<string>;
  /** Where ids come from, known or not. */
  readonly origins: Set<string>;
  /** Where ids come from that are not known yet. */
  readonly unseenOrigins: Set<string>;
  /** Why an id may be that of any target; undefined where none may. */
  doubt: Doubt | undefined;
}

/**
 * Which resources of kind `target` an input names: by an id or name that is known,
 * or by the resource that a value which is not known yet comes from. A resource never reaches into another account.
 */
export function references(stack: StackView, { kind, path, holds }: Input, target: string): References {
  const byAccount = new Map<string, Named>();
  const targetType = kindNamed(target)?.type;
  for (const resource of stack.resources) {
    if (resource.kind?.name !== kind || resource.pending === "delete") continue;
    const named = byAccount.get(resource.account) ?? nothingNamed();
    byAccount.set(resource.account, named);
    const items = itemsOf(resource.read(path));
    const unread = items.filter((item) => item.present && idOf(item) === undefined);
    for (const item of items) {
      const id = idOf(item);
      if (id !== undefined) named.ids.add(id);
    }
    const from = resource.dependsOn(path) ?? [];
    const isUnseen = unread.some((one) => one.opaque);
    const ambiguous = holds === "one" && from.length > 1;
    for (const urn of from) {
      if (ambiguous) break;
      named.origins.add(urn);
      if (isUnseen) named.unseenOrigins.add(urn);
    }
    const explained =
      (holds === "several" ? from.length > 0 : from.length === 1) &&
      from.every((urn) => parseUrn(urn)?.type === targetType);
    const unexplained = unread.find((one) => !one.opaque || !explained);
    if (unexplained !== undefined) named.doubt ??= doubtFrom(`the ${kind} ${resource.name}`, doubtOf(unexplained));
  }
  return {
    name({ id, urn, account }, names = []) {
      const { ids, origins, unseenOrigins, doubt } = byAccount.get(account) ?? nothingNamed();
      const known = id === undefined ? names : [id, ...names];
      // A source that does not tell the id of what exists already still tells which resource an id comes from.
      if (known.some((one) => ids.has(one)) || unseenOrigins.has(urn)) return "yes";
      if (id === undefined && origins.has(urn)) return "yes";
      return firstDoubt([doubt]);
    },
  };
}

/** The id or name that stands in a property. */
export function idOf(property: Property): string | undefined {
  return property.text();
}

function nothingNamed(): Named {
  return { ids: new Set(), origins: new Set(), unseenOrigins: new Set(), doubt: undefined };
}
