import * as z from "zod";
import type { Action } from "../actions/action.ts";
import { parseJson } from "../client/json.ts";
import { ConnectError } from "../errors/connect-error.ts";

/**
 * How long an action may stay invisible after it has begun, and how far the list may be out of order: of that time, each
 * action that was seen is remembered by its id.
 */
const overlapMilliseconds = 10 * 60_000;

const time = z.iso.datetime({ offset: true });

const cursorSchema = z.strictObject({
  version: z.literal(1),
  /** Id of the account. */
  account: z.string(),
  /** Every action that began before is known. */
  since: time,
  /** By id, when an action began of which the beginning was delivered, unless it is older and has ended. */
  known: z.record(z.string().regex(/^\d+$/), time),
  /** Ids of those whose end was not delivered. */
  open: z.array(z.int()),
});

/** Text that is not a cursor. */
export class CursorError extends ConnectError {
  override readonly name = "CursorError";
}

/** What was delivered of an account's events: what comes after it is to be delivered. */
export class EventCursor {
  /** Id of the account. */
  readonly account: string;
  #since: number;
  readonly #known: Map<number, string>;
  readonly #open: Set<number>;

  private constructor(account: string, since: number, known: Map<number, string>, open: Set<number>) {
    this.account = account;
    this.#since = since;
    this.#known = known;
    this.#open = open;
  }

  /** Nothing was delivered of what happens from a time on. */
  static at(account: string, since: Date): EventCursor {
    return new EventCursor(account, since.getTime(), new Map(), new Set());
  }

  /**
   * A cursor as `JSON.stringify` wrote it.
   *
   * @throws CursorError for any other text.
   */
  static parse(text: string): EventCursor {
    const { data } = cursorSchema.safeParse(parseJson(text));
    if (data === undefined) throw new CursorError("the text is not a cursor that governor events wrote");
    const known = Object.entries(data.known).map(([id, startedAt]) => [Number(id), startedAt] as const);
    return new EventCursor(data.account, Date.parse(data.since), new Map(known), new Set(data.open));
  }

  /** What began before it is known, in milliseconds since 1970. */
  get since(): number {
    return this.#since;
  }

  /** Ids of the actions whose end was not delivered. */
  get open(): readonly number[] {
    return [...this.#open];
  }

  /** Whether an action is one that nothing was delivered of. */
  isNew({ id, started_at }: Action): boolean {
    return !this.#known.has(id) && Date.parse(started_at) >= this.#since;
  }

  isOpen({ id }: Action): boolean {
    return this.#open.has(id);
  }

  /** Takes note that the beginning of an action was delivered, or is not to be. */
  started({ id, started_at }: Action): void {
    this.#known.set(id, started_at);
    this.#open.add(id);
    const since = Date.parse(started_at) - overlapMilliseconds;
    if (since > this.#since) this.#forgetBefore(since);
  }

  /** Takes note that the end of an action was delivered. */
  ended({ id, started_at }: Action): void {
    this.#open.delete(id);
    if (Date.parse(started_at) < this.#since) this.#known.delete(id);
  }

  toJSON(): z.infer<typeof cursorSchema> {
    return {
      version: 1,
      account: this.account,
      since: new Date(this.#since).toISOString(),
      known: Object.fromEntries(this.#known),
      open: [...this.#open],
    };
  }

  #forgetBefore(since: number): void {
    this.#since = since;
    for (const [id, startedAt] of this.#known)
      if (Date.parse(startedAt) < since && !this.#open.has(id)) this.#known.delete(id);
  }
}
