import type { Action } from "../actions/action.ts";

/** The beginning or the end of an action. */
export interface AccountEvent {
  /** The same whenever the event is delivered: `36804636.completed`. */
  readonly id: string;
  /** Resource, action and what became of it: `droplet.resize.started`, `.completed` or `.errored`. */
  readonly type: string;
  /** When it happened, as the API says. */
  readonly timestamp: string;
  /** The action, which names neither who began it nor the resource. */
  readonly data: Action;
}

/** What tells the beginning of an action. */
export function startOf(action: Action): AccountEvent {
  return eventOf(action, "started", action.started_at);
}

/** What tells the end of an action that has ended. */
export function endOf(action: Action): AccountEvent {
  const phase = action.status === "errored" ? "errored" : "completed";
  return eventOf(action, phase, action.completed_at ?? action.started_at);
}

function eventOf(action: Action, phase: string, timestamp: string): AccountEvent {
  const { id, resource_type, type } = action;
  return { id: `${id}.${phase}`, type: `${resource_type}.${type}.${phase}`, timestamp, data: action };
}
