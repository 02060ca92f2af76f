/**
 * The line of a caller's own code that throws, such as a transformation, and the one that called it. Each more costs 5 % of
 * a component.
 */
const frames = 2;

/**
 * Runs with stack traces of a few frames. Pulumi's SDK takes one for each property of each resource, to describe promises
 * that are never settled, and formatting them is a third of what a registration costs. A program that looks for such
 * promises keeps them whole. The traces by which Pulumi finds where in the program a resource is are not concerned.
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
