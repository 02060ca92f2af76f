import { setTimeout as wait } from "node:timers/promises";
import { longestTimer } from "./seconds.ts";

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
      for (let left = milliseconds; left >= 0; left -= longestTimer)
        await wait(Math.min(left, longestTimer), undefined, signal === undefined ? {} : { signal });
    } catch (error) {
      throw signal?.aborted === true ? signal.reason : error;
    }
  },
};
