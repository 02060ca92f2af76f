/** Nobody wonders about what is over before that. */
const quietMilliseconds = 2000;

/** Tells on standard error how far a long run is. */
export interface Progress {
  step(): void;
  /** Leaves no trace on a terminal. */
  end(): void;
}

/**
 * Starts to count. On a terminal a line changes in place; elsewhere, as in the log of a CI, there is a line now and then.
 *
 * @param verb What is done, such as `checked`.
 */
export function openProgress(
  verb: string,
  total: number,
  noun: string,
  { stream = process.stderr, now = () => performance.now() } = {},
): Progress {
  const began = now();
  let done = 0;
  let told = began;
  const every = stream.isTTY === true ? 100 : 10_000;
  const line = () => `${verb} ${done} of ${total} ${noun}${total === 1 ? "" : "s"}`;
  return {
    step() {
      done += 1;
      const at = now();
      // The end of it is the report.
      if (done === total || at - began < quietMilliseconds || (told !== began && at - told < every)) return;
      told = at;
      stream.write(stream.isTTY === true ? `\r${line()}` : `${line()}\n`);
    },
    end() {
      if (told !== began && stream.isTTY === true) stream.write(`\r${" ".repeat(line().length)}\r`);
    },
  };
}
