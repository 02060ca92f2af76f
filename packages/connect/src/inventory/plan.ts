import { type Collection, kinds } from "@infrafabric/governor/internal";

/** What to ask for, and for which kinds. */
export interface Listing {
  readonly collection: Collection;
  /** Kinds whose objects it lists. */
  readonly kinds: readonly string[];
  /** Those, and the kinds whose objects stand within theirs or are listed for each of them. */
  readonly everyKind: readonly string[];
  /** What more there is to ask of each object. */
  readonly more: readonly Collection[];
  /** What is listed for each object. */
  readonly inner: readonly Listing[];
}

let planned: readonly Listing[] | undefined;

/** Everything that has to be asked for to see an account: each collection once, whichever kinds it lists. */
export function listings(): readonly Listing[] {
  planned ??= listingsUnder(undefined);
  return planned;
}

function listingsUnder(outer: string | undefined): readonly Listing[] {
  const found: { readonly collection: Collection; readonly kinds: string[]; readonly more: Collection[] }[] = [];
  for (const { name, live, successor } of kinds) {
    // An older class is the same resource.
    if (live?.listed.path === undefined || live.under !== outer || successor !== undefined) continue;
    const known = found.find(({ collection }) => collection.path === live.listed.path);
    if (known === undefined) found.push({ collection: live.listed, kinds: [name], more: [...(live.more ?? [])] });
    else known.kinds.push(name);
  }
  return found.map((one) => {
    const inner = one.kinds.flatMap(listingsUnder);
    return {
      ...one,
      inner,
      everyKind: [...one.kinds.flatMap(withInner), ...inner.flatMap(({ everyKind }) => everyKind)],
    };
  });
}

/** A kind and those whose objects stand within its own. */
function withInner(kind: string): readonly string[] {
  return [
    kind,
    ...kinds
      .filter(
        ({ live, successor }) => live?.under === kind && live.listed.path === undefined && successor === undefined,
      )
      .map(({ name }) => name),
  ];
}
