import { setTimeout as wait } from "node:timers/promises";

/** Time, as a client sees it. */
export interface Clock {
  /** Milliseconds since 1970, which never go back. */
  now(): number;
  /** Ends after so many milliseconds. @throws the signal's reason where it aborts first. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  async wait(milliseconds, signal) {
    try {
      await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error;
    }
  },
};
