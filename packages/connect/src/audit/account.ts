import { type ResourceRecord, stackOfRecords, type Value, type ValueMap } from "@infrafabric/governor";
import { readPath } from "@infrafabric/governor/internal";
import type { Inventory } from "../inventory/inventory.ts";
import type { LiveAccount } from "./live-account.ts";

/**
 * The account as rules and checks see it.
 *
 * @param origin How messages call it.
 * @throws ReaderError if it has no resource.
 */
export function liveAccount(
  { records, objects, unread }: Pick<Inventory, "records" | "objects" | "unread">,
  origin: string,
): LiveAccount {
  const reasons = new Map(unread.flatMap(({ kinds, reason }) => kinds.map((kind) => [kind, reason])));
  const stack = stackOfRecords(records, ["source-positions"], origin);
  let named: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return {
    stack: { ...stack, extent: "account", unread: reasons },
    fact: (resource, path) => readPath(objects.get(resource.urn), path),
    isRead: (...kinds) => !kinds.some((kind) => reasons.has(kind)),
    isNamed(text, { except }) {
      named ??= urnsByText(records, objects);
      const urns = named.get(text);
      return urns !== undefined && (urns.size > 1 || !urns.has(except.urn));
    },
  };
}

/** Which resources have a text somewhere in their inputs or facts. */
function urnsByText(
  records: readonly ResourceRecord[],
  facts: ReadonlyMap<string, ValueMap>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const byText = new Map<string, Set<string>>();
  for (const { urn, inputs } of records) {
    for (const text of [...textsWithin(inputs), ...textsWithin(facts.get(urn))]) {
      const urns = byText.get(text) ?? new Set();
      byText.set(text, urns.add(urn));
    }
  }
  return byText;
}

function* textsWithin(value: Value | undefined): Iterable<string> {
  if (typeof value === "string" || typeof value === "number") yield String(value);
  else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) yield* textsWithin(one);
}
