import type { Account } from "./account.ts";
import type { TableKind } from "./table.ts";
import { urnOf } from "./urn.ts";

/** What is read of one record. */
interface Shown {
  readonly id: string | number;
  readonly name: string;
  /** More of it in words, as an invoice has them: its size. */
  readonly detail?: string;
  readonly region?: string | undefined;
  readonly status?: string | undefined;
  /** Ids of the VPCs that it stands in. */
  readonly vpcs?: readonly (string | undefined)[];
  /** Ids of the subnets of them. */
  readonly subnets?: readonly (string | undefined)[];
  /** Those that it has in its VPCs; Droplets have theirs elsewhere. */
  readonly addresses?: readonly string[];
  /** Keys of what it points at: the Droplets of a firewall, of a balancer, of a volume. */
  readonly targets?: readonly string[];
  /** Since when it is paid for; needed of what has a price. */
  readonly since?: string;
  /** What its price follows from, as a Pulumi program would write it; undefined where others are paid for instead. */
  readonly inputs?: object;
  /** Where it is, if that is not below the path of its kind. */
  readonly self?: string;
}

/** How the tags of a kind are counted, read and written. */
interface Tags<T> {
  /** Key of a tag's counts. */
  readonly counted: string;
  /** `resource_type` of requests that tag. */
  readonly type: string;
  of(row: T): readonly string[];
  with(row: T, tags: string[]): T;
}

/** What the account, its projects, VPCs, tags, invoices and the page need to know of one kind of resource. */
interface Description<T> {
  /** Class name in `@pulumi/digitalocean`. */
  readonly kind: string;
  /** As an invoice groups it: `Droplets`. */
  readonly product: string;
  /** Its word in URNs; one without stands in no project, and is no member of a VPC. */
  readonly urn?: string;
  /** Path of one, before its id. */
  readonly path?: string;
  readonly tags?: Tags<T>;
  /** Undefined for a record that goes with another. */
  read(row: T, account: Account): Shown | undefined;
}

/** Something that an account has. */
export interface Resource extends Omit<Shown, "id" | "vpcs" | "targets" | "self"> {
  /** Unique in the account: `Droplet:500000001`. */
  readonly key: string;
  readonly kind: string;
  readonly product: string;
  readonly id: string;
  readonly urn?: string;
  /** A path of the API, or a whole URL. */
  readonly self: string;
  readonly vpcs: readonly string[];
  readonly targets: readonly string[];
}

/** A kind of resource that has tags: how a tag counts it, and how requests name it. */
export interface Tagged extends Pick<Tags<unknown>, "counted" | "type"> {
  readonly path: string;
  /** The tags of all that has some, oldest first, by id. */
  all(account: Account): readonly (readonly [id: string, tags: readonly string[]])[];
  has(account: Account, id: string): boolean;
  change(account: Account, id: string, next: (tags: readonly string[]) => string[]): void;
}

const resources: ((account: Account) => readonly Resource[])[] = [];
const tagged: Tagged[] = [];
const described = new Map<string, string>();

/** Every table that is described: the class of its records, or what they are a part of. */
export const descriptions: ReadonlyMap<string, string> = described;

/** Every kind of resource that a tag counts. */
export const taggedKinds: readonly Tagged[] = tagged;

/** Describes the resources of a table. */
export function describes<T>(table: TableKind<T>, { read, tags, ...description }: Description<T>): void {
  const { kind, product, urn, path = "" } = description;
  described.set(table.name, kind);
  resources.push((account) =>
    table
      .of(account)
      .all()
      .flatMap((row) => {
        const shown = read(row, account);
        if (shown === undefined) return [];
        const { id, vpcs = [], targets = [], self = `${path}/${id}`, ...rest } = shown;
        const standsIn = vpcs.flatMap((vpc) => (vpc === undefined || vpc === "" ? [] : [vpc]));
        const named = urn === undefined ? {} : { urn: urnOf(urn, id) };
        const key = keyOf(kind, id);
        return { ...rest, ...named, key, kind, product, id: String(id), self, vpcs: standsIn, targets };
      }),
  );
  if (tags === undefined) return;
  const { counted, type } = tags;
  tagged.push({
    counted,
    type,
    path,
    all: (account) =>
      [...table.of(account).entries()].flatMap(([id, row]) => (tags.of(row).length === 0 ? [] : [[id, tags.of(row)]])),
    has: (account, id) => table.of(account).get(id) !== undefined,
    change(account, id, next) {
      const row = table.of(account).get(id);
      if (row !== undefined) table.of(account).put(id, tags.with(row, next(tags.of(row))));
    },
  });
}

/** Says that the records of a table are no resources of their own: they are a part of others, or of the account. */
export function belongsTo(whole: string, ...tables: readonly Pick<TableKind<unknown>, "name">[]): void {
  for (const { name } of tables) described.set(name, whole);
}

/** Tags that stand in the record. */
export function ownTags<T extends { readonly tags: string[] }>(counted: string, type: string): Tags<T> {
  return { counted, type, of: ({ tags }) => tags, with: (row, tags) => ({ ...row, tags }) };
}

/** What the page calls a resource. */
export const keyOf = (kind: string, id: string | number): string => `${kind}:${id}`;

/** Everything that an account has. */
export function resourcesOf(account: Account): readonly Resource[] {
  return resources.flatMap((of) => of(account));
}
