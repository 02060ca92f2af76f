/** Nobody wonders about what is over before that. */
const quietMilliseconds = 2000;

/** Where progress is written, and by which clock. */
export interface ProgressOptions {
  readonly stream?: NodeJS.WriteStream;
  readonly now?: () => number;
}

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
export function openProgress(verb: string, total: number, noun: string, options: ProgressOptions = {}): Progress {
  let done = 0;
  const line = openLine(options);
  return {
    step() {
      done += 1;
      // The end of it is the report.
      if (done < total) line.show(`${verb} ${done} of ${total} ${noun}${total === 1 ? "" : "s"}`);
    },
    end: line.end,
  };
}

/** A line that changes in place on a terminal and is written anew, less often, elsewhere. */
export function openLine({ stream = process.stderr, now = () => performance.now() }: ProgressOptions = {}): {
  show(text: string): void;
  end(): void;
} {
  const began = now();
  let told = began;
  let width = 0;
  const every = stream.isTTY === true ? 100 : 10_000;
  return {
    show(text) {
      const at = now();
      if (at - began < quietMilliseconds || (told !== began && at - told < every)) return;
      told = at;
      stream.write(stream.isTTY === true ? `\r${text.padEnd(width)}` : `${text}\n`);
      width = text.length;
    },
    end() {
      if (told !== began && stream.isTTY === true) stream.write(`\r${" ".repeat(width)}\r`);
    },
  };
}
