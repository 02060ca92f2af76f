/** Reaches from Pulumi's registration over the resource's own constructors and ours to the user's line. */
const frames = 8;

/**
 * Runs with stack traces of a few frames. Pulumi's SDK takes one for each property of a resource, to name promises that
 * are never settled, and formatting them is a third of what the registration of a resource costs. Where the program
 * looks for such promises they stay whole, as do the traces by which Pulumi finds the place of a resource in the program.
 */
export function withShortStackTraces(run: () => void): void {
  const before = Error.stackTraceLimit;
  const isWanted = Boolean(process.env.PULUMI_DEBUG_PROMISE_LEAKS);
  if (!isWanted) Error.stackTraceLimit = Math.min(before, frames);
  try {
    run();
  } finally {
    Error.stackTraceLimit = before;
  }
}
