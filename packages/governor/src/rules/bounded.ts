import { AsyncLocalStorage } from "node:async_hooks";
import { type Context, createContext, Script } from "node:vm";
import type { Rule } from "./rule";
import { isShipped } from "./shipped";

/** A check of a single resource or stack that runs longer than this does not return. */
export const defaultCheckSeconds = 10;

/** A check was stopped because it did not return. */
export class DidNotReturn extends Error {
  constructor(readonly seconds: number) {
    super();
  }
}

let script: Script | undefined;
let context: Context | undefined;
let sandbox: { work: () => unknown } | undefined;
let running: AsyncLocalStorage<string> | undefined;

/**
 * Does the work of a rule. That of an organisation's own ends after a time, and what it starts for later is known as its
 * own, see `ruleAtFault`; ours does neither, and does without the cost.
 *
 * @throws DidNotReturn when the time is over.
 */
export function bounded<T>(rule: Rule, seconds: number, work: () => T): T {
  if (isShipped(rule)) return work();
  running ??= new AsyncLocalStorage();
  return running.run(rule.id, () => withinTime(seconds, work));
}

/** The rule that the code which runs now was started by: in a handler of uncaught errors, the one at fault. */
export function ruleAtFault(): string | undefined {
  return running?.getStore();
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
