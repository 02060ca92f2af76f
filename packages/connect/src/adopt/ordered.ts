import { type Reference, referencesIn, unlinkedMap, type WrittenMap } from "./references.ts";

/** Something that refers to others by their URNs. */
interface Linked {
  readonly urn: string;
  readonly inputs: WrittenMap;
}

/**
 * In an order in which each comes after those that it refers to. Of resources that refer to each other in a circle, one
 * keeps the plain ID.
 */
export function ordered<One extends Linked>(all: readonly One[]): readonly One[] {
  const byUrn = new Map(all.map((one) => [one.urn, one]));
  const done = new Map<string, One>();
  const under = new Set<string>();
  const visit = (one: One): void => {
    if (done.has(one.urn) || under.has(one.urn)) return;
    under.add(one.urn);
    for (const { target } of referencesIn(one.inputs)) {
      const other = byUrn.get(target);
      if (other !== undefined) visit(other);
    }
    under.delete(one.urn);
    const isCut = ({ target }: Reference) => !done.has(target);
    done.set(one.urn, { ...one, inputs: unlinkedMap(one.inputs, isCut) });
  };
  for (const one of all) visit(one);
  return [...done.values()];
}
