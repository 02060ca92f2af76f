import type { Client } from "../client/client.ts";
import { ApiError } from "../errors/api-error.ts";
import { type Action, actionAnswer, actionsAnswer, actionsPerPage } from "./action.ts";

/**
 * Looks at many actions with as few requests as it can: a page of the account's actions answers for 200 of them, while
 * those that lie deeper are cheaper to ask for one by one. Where each one lies it knows from the look before.
 */
export class Lookout {
  readonly #client: Pick<Client, "get">;
  /** The page on which each was last seen, or is looked for next. */
  readonly #pages = new Map<number, number>();

  constructor(client: Pick<Client, "get">) {
    this.#client = client;
  }

  /** Looks at actions; one that the API does not show, as can be right after it began, is not in the answer. */
  async look(ids: readonly number[], signal?: AbortSignal): Promise<ReadonlyMap<number, Action>> {
    const seen = new Map<number, Action>();
    const wanted = new Set(ids);
    const pages = this.#pagesWorth(ids);
    let reached = 0;
    for (let page = 1; page <= pages && reached < pages && seen.size < wanted.size; page += 1) {
      reached = page;
      const query = { page, per_page: actionsPerPage };
      const { actions } = await this.#client.get("/v2/actions", actionsAnswer, { query, signal });
      for (const action of actions.filter(({ id }) => wanted.has(id))) {
        seen.set(action.id, action);
        this.#pages.set(action.id, page);
      }
      if (actions.length < actionsPerPage) reached = Number.POSITIVE_INFINITY;
    }
    const rest = [...wanted].filter((id) => !seen.has(id));
    const alone = await Promise.all(rest.map((id) => readAction(this.#client, id, signal)));
    for (const action of alone) if (action !== undefined) seen.set(action.id, action);
    // They lie deeper: how deep, it takes some looks to find out, each of which goes twice as far.
    if (reached > 0) for (const id of rest) this.#pages.set(id, Math.max(reached * 2, this.#pages.get(id) ?? 0));
    return seen;
  }

  /** How many pages are worth their requests: fewer ask for more by one, more are not needed. */
  #pagesWorth(ids: readonly number[]): number {
    // Newest first; of what was never seen, the best guess is that nothing has happened since.
    const newest = [...ids].sort((a, b) => b - a);
    const pages = newest
      .map((id, index) => this.#pages.get(id) ?? Math.floor(index / actionsPerPage) + 1)
      .sort((a, b) => a - b);
    let best = { pages: 0, requests: pages.length };
    pages.forEach((page, index) => {
      const requests = page + pages.length - index - 1;
      if (requests < best.requests) best = { pages: page, requests };
    });
    return best.pages;
  }
}

/** An action; undefined if the API does not show it. */
export async function readAction(
  client: Pick<Client, "get">,
  id: number,
  signal: AbortSignal | undefined,
): Promise<Action | undefined> {
  try {
    return (await client.get(`/v2/actions/${id}`, actionAnswer, { signal })).action;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}
