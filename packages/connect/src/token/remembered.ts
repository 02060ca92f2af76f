import type { TokenSource } from "../client/options.ts";

/**
 * A source that keeps what it was given until the API refuses it. Requests that ask at the same time wait for the same
 * answer; one that is aborted does not wait on.
 *
 * @param fetchToken Gets a token. What it throws is thrown to all that wait for it, and it is asked again after that.
 */
export function remembered(fetchToken: () => Promise<string>): TokenSource {
  let known: Promise<string> | undefined;
  return async ({ rejected, signal }) => {
    const before = known;
    if (rejected !== undefined && before !== undefined && (await settled(before, signal)) === rejected) {
      // Another request may have asked anew in the meantime.
      if (known === before) known = undefined;
    }
    if (known === undefined) {
      known = fetchToken();
      const own = known;
      own.catch(() => {
        if (known === own) known = undefined;
      });
    }
    return settled(known, signal);
  };
}

/** A promise, or the reason of a signal that comes before it. */
export function settled<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
