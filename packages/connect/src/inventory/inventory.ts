import type { ResourceRecord } from "@infrafabric/governor";
import {
  type ApiObject,
  type Collection,
  compareTexts,
  filledIn,
  isApiObject,
  kinds,
  type LiveObject,
  recordsOfAccount,
} from "@infrafabric/governor/internal";
import * as z from "zod";
import type { Api } from "../client/client.ts";
import { Gate } from "../client/gate.ts";
import { ApiError } from "../errors/api-error.ts";
import { DeadlineError } from "../errors/deadline-error.ts";
import { UnreachableError } from "../errors/unreachable-error.ts";
import { type Limits, limits } from "./limits.ts";
import { type Asked, entriesOf, listOf, oneOf } from "./pages.ts";
import { type Listing, listings } from "./plan.ts";

/** What could not be read of an account. */
export interface Unread {
  /** Path that was asked, such as `/v2/firewalls`; with braces where several of the form were. */
  readonly path: string;
  /** Kinds of which resources may be missing; none if it is only inputs that are unknown. */
  readonly kinds: readonly string[];
  /** Why, in words, without secrets. */
  readonly reason: string;
}

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
  readonly objects: ReadonlyMap<string, ApiObject>;
  /** By URN, what `pulumi import` takes. */
  readonly importIds: ReadonlyMap<string, string>;
  readonly unread: readonly Unread[];
}

export interface InventoryOptions {
  /** What to call the account: it is the stack in the URNs. Default: the name of the team. */
  readonly name?: string;
  readonly signal?: AbortSignal;
  /** Told after each listing how many objects there are by now. */
  readonly onProgress?: (objects: number) => void;
}

/** Where the API lists no buckets. */
const overS3 = "s3://";

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
 * @throws what the client throws if the account itself cannot be reached, if the token is wrong, or on `signal`.
 */
export async function readInventory(client: Api, options: InventoryOptions = {}): Promise<Inventory> {
  const { signal, onProgress } = options;
  const gate = new Gate(width);
  const unread = new Refusals(signal);
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

  await Promise.all(listings().map((listing) => read(listing, listing.collection.path ?? "", undefined)));
  const bucketKinds = kinds.filter(({ unlisted }) => unlisted?.overS3 === true).map(({ name }) => name);
  unread.add(overS3, overS3, bucketKinds, "buckets are listed over S3, with the keys of Spaces");
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
  return "";
}

async function whose(client: Api, unread: Refusals, signal: AbortSignal | undefined): Promise<Inventory["account"]> {
  const path = "/v2/account";
  try {
    const { uuid, team, email, ...more } = (await firstAnswer(client, path, signal)).account;
    return { uuid, team: team?.name, teamUuid: team?.uuid, email, limits: more };
  } catch (error) {
    // A token without that scope may still read the rest.
    if (statusOf(error) !== 403) throw error;
    unread.add(path, path, [], reasonOf(error));
    return { uuid: undefined, team: undefined, teamUuid: undefined, email: undefined, limits: {} };
  }
}

async function firstAnswer(client: Api, path: string, signal: AbortSignal | undefined) {
  try {
    return await client.get(path, accountAnswer, { signal, deadlineSeconds: firstAnswerSeconds });
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error;
    throw new UnreachableError(
      `${client.url} gave no answer within ${firstAnswerSeconds} s: check the network, a proxy and DIGITALOCEAN_API_URL`,
      { mayBeDone: false },
    );
  }
}

/** What could not be read, gathered by what was asked and why. */
class Refusals {
  private readonly byReason = new Map<
    string,
    {
      readonly template: string;
      readonly paths: Set<string>;
      readonly kinds: readonly string[];
      readonly reason: string;
    }
  >();
  private readonly signal: AbortSignal | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.signal = signal;
  }

  /** Does the work; undefined if the API refuses it. */
  async unless<T>(asked: Asked, kinds: readonly string[], work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (this.signal?.aborted === true || statusOf(error) === 401) throw error;
      this.add(templateOf(asked), asked.path, kinds, reasonOf(error));
      return undefined;
    }
  }

  add(template: string, path: string, kinds: readonly string[], reason: string): void {
    const key = `${template}\n${reason}`;
    const known = this.byReason.get(key) ?? { template, paths: new Set(), kinds, reason };
    known.paths.add(path);
    this.byReason.set(key, known);
  }

  all(): readonly Unread[] {
    return [...this.byReason.values()]
      .map(({ template, paths, kinds, reason }) => {
        const [one = template, ...others] = paths;
        return { path: others.length === 0 ? one : template, kinds, reason };
      })
      .sort((a, b) => compareTexts(a.path, b.path) || compareTexts(a.reason, b.reason));
  }
}

function templateOf({ collection, path }: Asked): string {
  return collection.path ?? path;
}

function statusOf(error: unknown): number | undefined {
  return error instanceof ApiError ? error.status : undefined;
}

/** What the API says, without which of many alike it was asked for. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "the API gave no answer";
  return error instanceof ApiError
    ? error.message.replace(`GET ${error.path} was`, "it was").replace(/ \(request .*\)$/, "")
    : error.message;
}
