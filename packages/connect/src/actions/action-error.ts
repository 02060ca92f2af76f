import { ConnectError } from "../errors/connect-error.ts";
import { type Action, nameOf } from "./action.ts";

/** A message lists no more than that. */
const mostListed = 20;

/** An action that has not ended in time. */
export interface UnfinishedAction {
  readonly id: number;
  /** As it was last seen; undefined if the API never showed it. */
  readonly action: Action | undefined;
}

/** Actions that errored, or did not end in time; the message names each one. */
export class ActionError extends ConnectError {
  override readonly name = "ActionError";
  /** Those that the API says have errored. */
  readonly errored: readonly Action[];
  /** Those that were still in progress when the time was over; they may end later. */
  readonly unfinished: readonly UnfinishedAction[];

  constructor(errored: readonly Action[], unfinished: readonly UnfinishedAction[], waitedSeconds: number) {
    const lines = [...errored.map(failure), ...unfinished.map((one) => delay(one, waitedSeconds))];
    const more = lines.length - mostListed;
    super([...lines.slice(0, mostListed), ...(more > 0 ? [`and ${more} more`] : [])].join("\n"));
    this.errored = errored;
    this.unfinished = unfinished;
  }
}

function failure(action: Action): string {
  const end = action.completed_at == null ? "" : `, errored at ${action.completed_at}`;
  return `${nameOf(action)} failed: started at ${action.started_at}${end}`;
}

function delay({ id, action }: UnfinishedAction, waitedSeconds: number): string {
  if (action === undefined) return `action ${id} was not found in ${waitedSeconds} seconds`;
  return `${nameOf(action)} did not end in ${waitedSeconds} seconds: it is ${action.status} since ${action.started_at}`;
}
