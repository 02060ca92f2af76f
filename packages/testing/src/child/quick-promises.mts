import type { Sdk } from "./sdk.mts";

type Debuggable = (promise: Promise<unknown>, context: unknown) => Promise<unknown>;

/**
 * The SDK formats a stack trace for each of its promises, some 60 for one Droplet, and that is most of what a run
 * takes. The traces are shown by its leak debugging alone, so none are taken while it makes a promise: that part calls
 * none of the program's code, and the program's errors keep their stacks. An SDK without that function runs as it is.
 */
export function quickPromises({ loadInside }: Sdk): void {
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return;
  const module = debuggableModule(loadInside);
  const original = module?.debuggablePromise;
  if (module === undefined || original === undefined) return;
  module.debuggablePromise = (promise, context) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return original(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}

function debuggableModule(loadInside: NodeJS.Require): { debuggablePromise?: Debuggable } | undefined {
  try {
    return loadInside("./runtime/debuggable");
  } catch {
    return undefined;
  }
}
