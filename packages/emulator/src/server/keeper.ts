import type { Journal } from "../state/journal.ts";
import { NotKept } from "../state/not-kept.ts";

/** Methods of requests that only look. */
const looks = new Set(["GET", "HEAD", "OPTIONS"]);

/** How long it says nothing more, once it has said that nothing can be written. */
const pause = 10_000;

/**
 * What keeps the changes of requests. While nothing can be written, looks go on: what came to its end just before one does
 * so again before the next.
 */
export function keeperOf(journal: Journal): <T>(method: string, work: () => Promise<T>) => Promise<T> {
  let told = -pause;
  return async <T>(method: string, work: () => Promise<T>) => {
    let done: { readonly outcome: T } | undefined;
    try {
      return await journal.keep(async () => {
        const outcome = await work();
        done = { outcome };
        return outcome;
      });
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      if (performance.now() - told >= pause) {
        console.error(`${error.message}. Until it can, changes are refused; reads go on.`);
        told = performance.now();
      }
      if (done !== undefined && looks.has(method)) return done.outcome;
      throw error;
    }
  };
}
