import type { Client } from "../client/client.ts";
import { type Clock, systemClock } from "../client/clock.ts";
import { problemsOfSeconds } from "../client/seconds.ts";
import { OptionError } from "../errors/option-error.ts";
import { type Action, isEnded } from "./action.ts";
import { ActionError } from "./action-error.ts";
import { Lookout } from "./lookout.ts";

/** How long to wait for actions, and how often to look. */
export interface WaitOptions {
  /** Longest time to wait; default 300. */
  readonly timeoutSeconds?: number;
  /** Wait before the first look; default 2. Each wait after it is twice as long. */
  readonly firstPollSeconds?: number;
  /** Longest wait between two looks; default 30. */
  readonly longestPollSeconds?: number;
  /** Called with each action whenever it was looked at, the last time when it has ended. */
  readonly onStatus?: (action: Action) => void;
  /** Ends waiting; the actions go on. */
  readonly signal?: AbortSignal;
  /** Time to wait by; default this machine's. */
  readonly clock?: Clock;
}

/**
 * Waits until an action has completed.
 *
 * @throws ActionError if it errors or does not end in time, and what a request of the client throws.
 */
export async function waitForAction(
  client: Pick<Client, "get">,
  id: number,
  options: WaitOptions = {},
): Promise<Action> {
  const [action] = await waitForActions(client, [id], options);
  if (action === undefined) throw new Error("an action that was waited for is missing");
  return action;
}

/**
 * Waits until all of several actions have completed, with one loop that asks for pages of actions where that takes fewer
 * requests. One that errors does not end waiting for the others.
 *
 * @returns The actions in the order of their ids.
 * @throws ActionError that names every action which errored or did not end in time, and what a request of the client
 * throws.
 */
export async function waitForActions(
  client: Pick<Client, "get">,
  ids: readonly number[],
  options: WaitOptions = {},
): Promise<readonly Action[]> {
  const { timeoutSeconds = 300, firstPollSeconds = 2, longestPollSeconds = 30 } = options;
  const { onStatus, signal, clock = systemClock } = options;
  const problems = problemsOfSeconds({ timeoutSeconds, firstPollSeconds, longestPollSeconds });
  if (problems.length > 0) throw new OptionError(problems.join("\n"));
  const lookout = new Lookout(client);
  const actions = new Map<number, Action>();
  const unfinished = new Set(ids);
  const latest = clock.now() + timeoutSeconds * 1000;
  for (let poll = Math.min(firstPollSeconds, longestPollSeconds); unfinished.size > 0; ) {
    const left = latest - clock.now();
    if (left <= 0) break;
    // The last look is at the very end.
    await clock.wait(Math.min(poll * 1000, left), signal);
    for (const action of (await lookout.look([...unfinished], signal)).values()) {
      actions.set(action.id, action);
      if (isEnded(action)) unfinished.delete(action.id);
      onStatus?.(action);
    }
    poll = Math.min(poll * 2, longestPollSeconds);
  }
  const errored = [...actions.values()].filter(({ status }) => status === "errored");
  const late = [...unfinished].map((id) => ({ id, action: actions.get(id) }));
  if (errored.length + late.length > 0) throw new ActionError(errored, late, timeoutSeconds);
  return ids.flatMap((id) => actions.get(id) ?? []);
}
