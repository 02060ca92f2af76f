import * as z from "zod";
import { type Action, actionsAnswer, actionsPerPage, isEnded } from "../actions/action.ts";
import { readAction } from "../actions/lookout.ts";
import type { Client } from "../client/client.ts";
import { type Clock, systemClock } from "../client/clock.ts";
import { problemsOfSeconds } from "../client/seconds.ts";
import { AnswerError } from "../errors/answer-error.ts";
import { ApiError } from "../errors/api-error.ts";
import { OptionError } from "../errors/option-error.ts";
import { RateLimitError } from "../errors/rate-limit-error.ts";
import { UnreachableError } from "../errors/unreachable-error.ts";
import { CursorError, EventCursor } from "./cursor.ts";
import { type AccountEvent, endOf, startOf } from "./event.ts";

/** What events to give, and how. */
export interface EventOptions {
  /** Events of this time and later; default now. Ignored with a cursor. */
  readonly since?: Date | undefined;
  /** Where an earlier run ended; default none. */
  readonly cursor?: EventCursor | undefined;
  /** Goes on with what happens later, until the signal aborts; default false. */
  readonly follow?: boolean;
  /** Seconds from one poll to the next; default 30. */
  readonly intervalSeconds?: number;
  /**
   * Called when the cursor has moved: at each event once it counts as delivered, which is when the next one is asked for,
   * and after each poll.
   */
  readonly save?: (cursor: EventCursor) => void | Promise<void>;
  /** Called when a poll fails for a reason that may pass while following; the next poll tries again. */
  readonly onFailure?: (error: Error) => void;
  readonly signal?: AbortSignal;
  /** Time to wait by; default this machine's. */
  readonly clock?: Clock;
}

/** An action that began longer before the first event, and ends after it, is not noticed. */
const lookBackMilliseconds = 60 * 60_000;

/** More pages than any account has. */
const mostPages = 5000;

const accountAnswer = z.object({ account: z.object({ uuid: z.string() }) });

/**
 * The beginnings and ends of an account's actions, oldest first within a poll. Each is given at least once: one that was
 * not delivered when the cursor was kept is given again.
 *
 * @throws CursorError for a cursor of another account, OptionError, and what a request of the client throws.
 */
export async function* accountEvents(
  client: Pick<Client, "get" | "clockSkewSeconds">,
  options: EventOptions = {},
): AsyncGenerator<AccountEvent, void> {
  const { follow = false, intervalSeconds = 30, save, onFailure, signal, clock = systemClock } = options;
  const problems = problemsOfSeconds({ intervalSeconds });
  if (problems.length > 0) throw new OptionError(problems.join("\n"));
  const { account } = await client.get("/v2/account", accountAnswer, { signal });
  if (options.cursor !== undefined && options.cursor.account !== account.uuid)
    throw new CursorError(
      `the cursor is of account ${options.cursor.account}, but the token is of account ${account.uuid}`,
    );
  const now = new Date(clock.now() + client.clockSkewSeconds * 1000);
  const cursor = options.cursor ?? EventCursor.at(account.uuid, options.since ?? now);
  let lookBack = options.cursor === undefined ? lookBackMilliseconds : 0;
  for (;;) {
    let actions: readonly Action[] = [];
    try {
      actions = await readActions(client, cursor, lookBack, signal);
      if (lookBack > 0) for (const action of actions.filter((one) => endsLater(one, cursor))) cursor.started(action);
      lookBack = 0;
    } catch (error) {
      if (!follow || !mayPass(error)) throw error;
      onFailure?.(error);
    }
    for (const { event, deliver } of dueOf(actions, cursor)) {
      yield event;
      deliver();
      await save?.(cursor);
    }
    await save?.(cursor);
    if (!follow) return;
    await clock.wait(intervalSeconds * 1000, signal);
  }
}

/** Reads all actions of which something may be due. */
async function readActions(
  client: Pick<Client, "get">,
  cursor: EventCursor,
  lookBack: number,
  signal: AbortSignal | undefined,
): Promise<readonly Action[]> {
  const found = new Map<number, Action>();
  for (let page = 1; ; page += 1) {
    const query = { page, per_page: actionsPerPage };
    const { actions } = await client.get("/v2/actions", actionsAnswer, { query, signal });
    const before = found.size;
    for (const action of actions) found.set(action.id, action);
    const oldest = Math.min(...actions.map(({ started_at }) => Date.parse(started_at)));
    if (actions.length < actionsPerPage || oldest < cursor.since - lookBack) break;
    if (found.size === before || page === mostPages)
      throw new AnswerError("GET /v2/actions was answered with pages that do not end");
  }
  for (const id of cursor.open.filter((one) => !found.has(one))) {
    const action = await readAction(client, id, signal);
    if (action !== undefined) found.set(id, action);
  }
  return [...found.values()];
}

/** Whether only the end of an action is an event, as it began before the first. */
function endsLater(action: Action, cursor: EventCursor): boolean {
  if (Date.parse(action.started_at) >= cursor.since) return false;
  return !isEnded(action) || Date.parse(endOf(action).timestamp) >= cursor.since;
}

/** What is to be delivered, oldest first. */
function dueOf(actions: readonly Action[], cursor: EventCursor) {
  return actions
    .flatMap((action) => {
      const isNew = cursor.isNew(action);
      const start = { event: startOf(action), deliver: () => cursor.started(action), order: 0 };
      const end = { event: endOf(action), deliver: () => cursor.ended(action), order: 1 };
      return [...(isNew ? [start] : []), ...(isEnded(action) && (isNew || cursor.isOpen(action)) ? [end] : [])];
    })
    .sort(
      (a, b) =>
        Date.parse(a.event.timestamp) - Date.parse(b.event.timestamp) ||
        a.event.data.id - b.event.data.id ||
        a.order - b.order,
    );
}

function mayPass(error: unknown): error is Error {
  if (error instanceof ApiError) return error.status >= 500;
  return error instanceof UnreachableError || error instanceof RateLimitError;
}
