import type { ResourceRecord, ValueMap } from "@infrafabric/governor";
import {
  type ApiObject,
  type Collection,
  filledIn,
  isApiObject,
  type LiveObject,
  recordsOfAccount,
} from "@infrafabric/governor/internal";
import * as z from "zod";
import type { Api } from "../client/client.ts";
import { Gate } from "../client/gate.ts";
import { ApiError } from "../errors/api-error.ts";
import type { SpacesKey } from "../spaces/spaces-key.ts";
import { bucketKinds, everyBucket, readBuckets, type Shown, unseenBuckets } from "./buckets.ts";
import { type Limits, limits } from "./limits.ts";
import { type Asked, entriesOf, listOf, oneOf } from "./pages.ts";
import { type Listing, listings } from "./plan.ts";
import { Refusals, reasonOf, templateOf, type Unread } from "./refusals.ts";

/** What exists in an account. */
export interface Inventory {
  /** Whose it is; undefined what the token may not see. */
  readonly account: {
    readonly uuid: string | undefined;
    readonly team: string | undefined;
    readonly teamUuid: string | undefined;
    readonly email: string | undefined;
    /** Such as `droplet_limit`, as far as the API tells them. */
    readonly limits: Limits;
  };
  /** The resources, in an order of their own: by type and name. */
  readonly records: readonly ResourceRecord[];
  /** By URN, what the API shows of a resource that is no input, such as `created_at` and `status`; never secrets. */
  readonly objects: ReadonlyMap<string, ValueMap>;
  /** By URN, what `pulumi import` takes. */
  readonly importIds: ReadonlyMap<string, string>;
  readonly unread: readonly Unread[];
}

export interface InventoryOptions {
  /** What to call the account: it is the stack in the URNs. Default: the name of the team. */
  readonly name?: string;
  /** Opens Spaces, where the buckets are; one with full access, to see them all. Default none: no bucket is read. */
  readonly spaces?: SpacesKey | undefined;
  readonly signal?: AbortSignal;
  /** True if what the API fails to answer, rather than refuses, ends the reading. Default: it is named in `unread`. */
  readonly isStrict?: boolean;
  /** Told after each listing how many objects there are by now. */
  readonly onProgress?: (objects: number) => void;
}

/** So many requests are under way at a time: each takes a few tenths of a second, and 250 a minute are allowed. */
const width = 8;

const accountAnswer = z.object({
  account: z.object({
    uuid: z.string(),
    email: z.string().optional(),
    team: z.object({ name: z.string(), uuid: z.string().optional() }).optional(),
    ...limits.shape,
  }),
});

/** Seconds after which an API that does not answer is not there. Later requests may wait longer, for the rate limit. */
const firstAnswerSeconds = 15;

/**
 * Reads what exists in an account, as resources that rules can judge. What the token may not read, or the API does not
 * answer, is named in `unread`, and the rest is read all the same.
 *
 * @throws what the client throws if the account itself cannot be reached, if the token is wrong, on `signal`, or,
 * if it is strict, if the API does not answer as it should.
 */
export async function readInventory(client: Api, options: InventoryOptions = {}): Promise<Inventory> {
  const { signal, spaces, isStrict = false, onProgress } = options;
  const gate = new Gate(width);
  const unread = new Refusals(signal, !isStrict);
  const account = await whose(client, unread, signal);
  const found: LiveObject[] = [];

  /** The objects of a collection. */
  const objectsOf = async (listing: Listing, asked: Asked): Promise<readonly ApiObject[]> => {
    const elements = asked.collection.single === true ? [await oneOf(client, asked)] : await listOf(client, asked);
    const objects = elements.filter(isApiObject);
    const lost = elements.length - objects.length;
    if (lost > 0) unread.add(templateOf(asked), asked.path, listing.kinds, `${lost} of its elements are not objects`);
    return objects;
  };

  /** What is shown once for all objects: of one by its id. */
  const shared = async (collection: Collection): Promise<(id: unknown) => unknown> => {
    const asked: Asked = { path: collection.path ?? "", collection, signal };
    if (collection.single === true) {
      const same = await unread.unless(asked, [], () => gate.pass(() => oneOf(client, asked)));
      return () => same;
    }
    const entries = await unread.unless(asked, [], () => gate.pass(() => entriesOf(client, asked)));
    return (id) => entries?.get(`${id}`);
  };

  /** What is shown of one object elsewhere. */
  const own = async (collection: Collection, object: ApiObject): Promise<unknown> => {
    const path = filledIn(collection.path ?? "", object, undefined, encodeURIComponent);
    if (path === undefined || collection.where?.(object) === false) return undefined;
    const asked: Asked = { path, collection, signal };
    return unread.unless(asked, [], () =>
      gate.pass(() => (collection.single === true ? oneOf(client, asked) : listOf(client, asked))),
    );
  };

  const read = async (listing: Listing, path: string, under: ApiObject | undefined): Promise<void> => {
    const asked: Asked = { path, collection: listing.collection, signal };
    const forAll = listing.more.filter(isShared);
    const forEach = listing.more.filter((one) => !isShared(one));
    const objects =
      (await unread.unless(asked, listing.everyKind, () => gate.pass(() => objectsOf(listing, asked)))) ?? [];
    if (objects.length === 0) return;
    const entries = await Promise.all(forAll.map(shared));
    await Promise.all(
      objects.map(async (bare) => {
        const object: Record<string, unknown> = { ...bare };
        for (const [index, { root = "" }] of forAll.entries()) object[root] = entries[index]?.(bare.id);
        for (const kind of listing.kinds) found.push({ kind, object, ...(under === undefined ? {} : { under }) });
        await Promise.all([
          ...forEach.map(async (one) => {
            const value = await own(one, bare);
            if (value !== undefined && one.root !== undefined) object[one.root] = value;
          }),
          ...listing.inner.map(async (inner) => {
            const at = filledIn(inner.collection.path ?? "", bare, undefined, encodeURIComponent);
            if (at !== undefined && inner.collection.where?.(bare) !== false) await read(inner, at, bare);
          }),
        ]);
      }),
    );
    onProgress?.(found.length);
  };

  const buckets = async (key: SpacesKey): Promise<Shown> => {
    const onBucket = (object: ApiObject) => {
      found.push({ kind: "SpacesBucket", object });
      onProgress?.(found.length);
    };
    return readBuckets(key, unread, { signal, onBucket });
  };

  const [shown] = await Promise.all([
    spaces === undefined ? undefined : buckets(spaces),
    ...listings().map((listing) => read(listing, listing.collection.path ?? "", undefined)),
  ]);
  const missing = unseenBuckets(spaces, shown, found);
  if (missing !== undefined) unread.add(everyBucket, everyBucket, bucketKinds, missing);
  const name = (options.name ?? account.team ?? account.uuid ?? "account").replaceAll(/[^\w.-]+/g, "-");
  const { records, objects, importIds, unreadable } = recordsOfAccount(name, found);
  for (const { kind, reason } of unreadable) {
    const path = pathOf(kind);
    unread.add(path, path, [kind], reason);
  }
  return { account, records, objects, importIds, unread: unread.all() };
}

function isShared({ path = "" }: Collection): boolean {
  return !path.includes("{");
}

/** Where the objects of a kind are listed. */
function pathOf(kind: string): string {
  const open = [...listings()];
  for (const listing of open) {
    if (listing.everyKind.includes(kind) && !listing.inner.some((one) => one.everyKind.includes(kind)))
      return listing.collection.path ?? "";
    open.push(...listing.inner);
  }
  return everyBucket;
}

async function whose(client: Api, unread: Refusals, signal: AbortSignal | undefined): Promise<Inventory["account"]> {
  const path = "/v2/account";
  try {
    const asked = { signal, deadlineSeconds: firstAnswerSeconds };
    const { uuid, team, email, ...more } = (await client.get(path, accountAnswer, asked)).account;
    return { uuid, team: team?.name, teamUuid: team?.uuid, email, limits: more };
  } catch (error) {
    // A token without that scope may still read the rest.
    if (!(error instanceof ApiError) || error.status !== 403) throw error;
    unread.add(path, path, [], reasonOf(error));
    return { uuid: undefined, team: undefined, teamUuid: undefined, email: undefined, limits: {} };
  }
}
