import { AsyncLocalStorage } from "node:async_hooks";
import { type Context, createContext, Script } from "node:vm";
import { leavingNothing } from "./left-running";
import type { Rule } from "./rule";
import { isShipped } from "./shipped";
import { openWatchdog, type Watchdog } from "./watchdog";

/** A check of a single resource or stack that runs longer than this does not return. */
export const defaultCheckSeconds = 10;

/** A check was stopped because it did not return. */
export class DidNotReturn extends Error {
  constructor(readonly seconds: number) {
    super();
  }
}

/** A check that yields more than this would fill the memory before its time is over. */
export const mostOutcomes = 10_000;

/** A check was ended because it yielded too much. */
export class TooManyOutcomes extends Error {}

let script: Script | undefined;
let context: Context | undefined;
let sandbox: { work: () => unknown } | undefined;
let running: AsyncLocalStorage<string> | undefined;
let watchdog: Watchdog | undefined;

/** Longer than any check of a rule keeps the thread. */
const patience = 5;

/**
 * Does the work of a rule. That of an organisation's own ends after a time and leaves nothing for later; what cannot be
 * kept from running later is known as its own, see `ruleAtFault`. Ours is held to it by review, and does without the cost.
 *
 * @throws DidNotReturn when the time is over.
 * @throws LeftRunning if the work goes on after it has returned.
 */
export function bounded<T>(rule: Rule, seconds: number, work: () => T): T {
  if (isShipped(rule)) return work();
  running ??= new AsyncLocalStorage();
  const goesOn = (): void => {
    watchdog ??= openWatchdog(defaultCheckSeconds + patience);
    watchdog.watch(rule.id);
  };
  watchdog?.excuse();
  return running.run(rule.id, () => leavingNothing(() => withinTime(seconds, work), goesOn));
}

/** The rule that the code which runs now was started by: in a handler of uncaught errors, the one at fault. */
export function ruleAtFault(): string | undefined {
  return running?.getStore();
}

/**
 * What a rule yields, as far as the most that it may. Ours yields as much as the stack is large.
 *
 * @throws TooManyOutcomes when an own rule yields more.
 */
export function outcomesOf<T>(rule: Rule, outcomes: Iterable<T>): Iterable<T> {
  return isShipped(rule) ? outcomes : limited(outcomes);
}

function* limited<T>(outcomes: Iterable<T>): Iterable<T> {
  let left = mostOutcomes;
  for (const outcome of outcomes) {
    if (left-- === 0) throw new TooManyOutcomes();
    yield outcome;
  }
}

/** Node interrupts nothing but a script, and with it all that it calls, a regular expression included. */
function withinTime<T>(seconds: number, work: () => T): T {
  script ??= new Script("work()");
  sandbox ??= { work: () => undefined };
  context ??= createContext(sandbox);
  const result: { value?: { readonly of: T } } = {};
  const outer = sandbox.work;
  sandbox.work = () => {
    result.value = { of: work() };
  };
  try {
    script.runInContext(context, { timeout: Math.ceil(seconds * 1_000) });
  } catch (error) {
    throw isTimeout(error) ? new DidNotReturn(seconds) : error;
  } finally {
    sandbox.work = outer;
  }
  if (result.value === undefined) throw new DidNotReturn(seconds);
  return result.value.of;
}

/** The error comes from the script's own context, so it is not an instance of this one's `Error`. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
