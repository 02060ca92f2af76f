import { createHook } from "node:async_hooks";

/** What a rule started that goes on after it has returned, in words. */
export class LeftRunning extends Error {
  constructor(readonly what: string) {
    super();
  }
}

/** By the names that Node gives them. Others, such as what `console.log` needs, come to nothing a rule could say. */
const words: Readonly<Record<string, string>> = {
  Timeout: "a timer",
  Immediate: "a timer",
  PROMISE: "a promise",
  Microtask: "a promise",
  FSREQCALLBACK: "access to a file",
  FSREQPROMISE: "access to a file",
  GETADDRINFOREQWRAP: "a network request",
  TCPWRAP: "a network request",
  PROCESSWRAP: "a process",
  WORKER: "a worker",
  MESSAGEPORT: "a worker",
};

interface Started {
  readonly type: string;
  readonly resource: object;
}

let hook: ReturnType<typeof createHook> | undefined;
let started: Started[] | undefined;

/**
 * Does the work of a rule, and ends the timers that it leaves.
 *
 * @param goesOn Called if it leaves what cannot be ended.
 * @throws LeftRunning if it leaves what only the rule itself can have started.
 */
export function leavingNothing<T>(work: () => T, goesOn: () => void): T {
  hook ??= createHook({ init: (_id, type, _trigger, resource: object) => void started?.push({ type, resource }) });
  const outer = started;
  const own: Started[] = [];
  started = own;
  hook.enable();
  let result: T;
  try {
    result = work();
  } finally {
    started = outer;
    if (outer === undefined) hook.disable();
    if (!own.map(ended).every(Boolean)) goesOn();
  }
  const what = new Set(own.flatMap(({ type }) => words[type] ?? []));
  if (what.size > 0) throw new LeftRunning([...what].join(", "));
  return result;
}

function ended({ type, resource }: Started): boolean {
  const end = type === "Timeout" ? clearTimeout : type === "Immediate" ? clearImmediate : undefined;
  if (end === undefined) return false;
  Reflect.apply(end, undefined, [resource]);
  return true;
}
