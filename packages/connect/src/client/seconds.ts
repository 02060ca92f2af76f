/** Node's timers count their milliseconds with 31 bits: 24 days. */
export const longestTimer = 2 ** 31 - 1;

/** What keeps lengths of time from being used, by the names of the options that they are. */
export function problemsOfSeconds(lengths: Readonly<Record<string, number>>): readonly string[] {
  return Object.entries(lengths).flatMap(([name, seconds]) =>
    seconds > 0 ? [] : [`${name} is ${seconds}: a number of seconds above 0 is expected`],
  );
}

/** A signal that aborts after so many seconds, of any fraction; after 24 days at the latest. */
export function timeoutAfter(seconds: number): AbortSignal {
  return AbortSignal.timeout(Math.min(longestTimer, Math.ceil(seconds * 1000)));
}
