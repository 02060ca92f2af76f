import type { ResourceView } from "../view/resource";

/** Whether something holds a reserved address. `free`: how many of its like nothing can hold, as a share of one. */
export type Holding =
  | { readonly state: "held"; readonly by: ResourceView }
  | { readonly state: "unheld" }
  | { readonly state: "doubt"; readonly free: number };

/** The resources that a price may follow from. Nothing is joined across accounts. */
export interface Neighbours {
  /** The resource that an input names, by what its kind says: by its id, or because the input comes from it. */
  named(resource: ResourceView, path: string): ResourceView | undefined;
  /** What each element of a list names; undefined if one of them cannot be determined. */
  namedEach(resource: ResourceView, path: string): readonly ResourceView[] | undefined;
  holding(address: ResourceView): Holding;
}

/** While a stack is still being registered: what nothing holds yet may be held by what comes later. */
export const registering: Neighbours = {
  named: () => undefined,
  namedEach: () => undefined,
  holding: () => ({ state: "doubt", free: 0 }),
};

/** The resources of a stack as a whole. They are looked through once, when the first price asks for one. */
export function neighboursOf(resources: Iterable<ResourceView>): Neighbours {
  let index: Index | undefined;
  const indexed = (): Index => {
    index ??= indexOf(resources);
    return index;
  };
  return {
    named: (resource, path) => {
      const kind = kindAt(resource, path);
      const value = resource.read(path);
      const from = originsIn(indexed(), resource, path, kind);
      const only = from.length === 1 ? from[0] : undefined;
      const id = idIn(value);
      if (id === undefined) return value.opaque ? only : undefined;
      // A source that does not show the id of what exists still tells which resource an id comes from.
      return indexed().byId.get(keyOf(resource.account, kind, id)) ?? (only?.id === undefined ? only : undefined);
    },
    namedEach: (resource, path) => {
      const kind = kindAt(resource, path);
      const list = resource.read(path);
      const from = originsIn(indexed(), resource, path, kind);
      if (!list.isList) return list.opaque && from.length > 0 ? from : undefined;
      const ids = list.elements().flatMap((element) => idIn(element) ?? []);
      const known = ids.flatMap((id) => indexed().byId.get(keyOf(resource.account, kind, id)) ?? []);
      const distinct = new Set(known);
      const rest = from.filter((one) => !distinct.has(one));
      return known.length + rest.length === list.elements().length ? [...known, ...rest] : undefined;
    },
    holding: (address) => {
      const { holders } = indexed();
      const account = holders.get(address.account);
      const by = account === undefined ? undefined : holderIn(account, address);
      if (by !== undefined) return { state: "held", by };
      if (account === undefined || account.vague === 0) return { state: "unheld" };
      const { open, vague } = account;
      return { state: "doubt", free: Math.max(0, open - vague) / Math.max(open, 1) };
    },
  };
}

/** The name of the kind that an input names; of no kind if it names none, or several. */
function kindAt({ kind }: ResourceView, path: string): string {
  const named = kind?.names?.[path];
  return typeof named === "string" ? named : "";
}

interface Index {
  readonly byUrn: ReadonlyMap<string, ResourceView>;
  /** By account, kind and id. */
  readonly byId: ReadonlyMap<string, ResourceView>;
  /** By account. */
  readonly holders: ReadonlyMap<string, Holders>;
}

/** What holds reserved addresses in an account. */
interface Holders {
  readonly addresses: ResourceView[];
  readonly byAddress: Map<string, ResourceView>;
  /** By the URN of the address that an input comes from. */
  readonly byOrigin: Map<string, ResourceView>;
  /** How many hold an address that cannot be determined. */
  vague: number;
  /** How many of the addresses are held by none of the others. */
  open: number;
}

function indexOf(resources: Iterable<ResourceView>): Index {
  const all = [...resources].filter(({ pending }) => pending !== "delete");
  const byUrn = new Map(all.map((resource) => [resource.urn, resource]));
  const byId = new Map<string, ResourceView>();
  const holders = new Map<string, Holders>();
  const inAccount = (account: string): Holders => {
    const known = holders.get(account);
    if (known !== undefined) return known;
    const made: Holders = { addresses: [], byAddress: new Map(), byOrigin: new Map(), vague: 0, open: 0 };
    holders.set(account, made);
    return made;
  };
  for (const resource of all) {
    const { kind, id, account } = resource;
    if (kind === undefined) continue;
    if (id !== undefined) byId.set(keyOf(account, kind.name, id), resource);
    // What is assigned by itself needs no holder, and takes none from the others.
    if (kind.reservedAddress && resource.managed && !resource.read("dropletId").present)
      inAccount(account).addresses.push(resource);
    if (kind.holdsAddress !== undefined) take(resource, kind.holdsAddress, inAccount(account), byUrn);
  }
  for (const account of holders.values()) {
    account.open = account.addresses.filter((address) => holderIn(account, address) === undefined).length;
  }
  return { byUrn, byId, holders };
}

function take(holder: ResourceView, path: string, holders: Holders, byUrn: ReadonlyMap<string, ResourceView>): void {
  const value = holder.read(path);
  if (!value.present) return;
  const known = value.text();
  if (known !== undefined) holders.byAddress.set(known, holder);
  const from = holder.dependsOn(path);
  const addresses = (from ?? []).filter((urn) => {
    const origin = byUrn.get(urn);
    if (origin?.kind?.reservedAddress !== true || origin.account !== holder.account) return false;
    // What is known is decided by its value.
    return known === undefined || addressOf(origin) === undefined;
  });
  const [only] = addresses;
  if (only !== undefined && addresses.length === 1) holders.byOrigin.set(only, holder);
  else if (known === undefined) holders.vague += 1;
}

function holderIn({ byAddress, byOrigin }: Holders, address: ResourceView): ResourceView | undefined {
  const known = addressOf(address);
  return (known === undefined ? undefined : byAddress.get(known)) ?? byOrigin.get(address.urn);
}

/** The id of a reserved address is the address itself. */
function addressOf(address: ResourceView): string | undefined {
  return address.read("ipAddress").text() ?? address.id;
}

function originsIn({ byUrn }: Index, resource: ResourceView, path: string, kind: string): readonly ResourceView[] {
  return (resource.dependsOn(path) ?? [])
    .flatMap((urn) => byUrn.get(urn) ?? [])
    .filter((origin) => origin.kind?.name === kind && origin.account === resource.account);
}

function idIn(value: ReturnType<ResourceView["read"]>): string | undefined {
  return value.text() ?? value.number()?.toString();
}

function keyOf(...parts: readonly string[]): string {
  return parts.join("\n");
}
