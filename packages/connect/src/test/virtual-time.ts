import type { Emulator } from "@infrafabric/emulator";
import { onTestFinished, vi } from "vitest";
import type { Clock } from "../client/clock.ts";

interface Sleeper {
  readonly at: number;
  wake(): void;
}

/**
 * Time that stands still while requests are under way, and jumps to whatever is waited for next as soon as none is. An
 * emulator in the same process, with its rate limits, sees the same time.
 */
export class VirtualTime implements Clock {
  #now: number;
  readonly #emulator: Emulator;
  readonly #sleepers = new Set<Sleeper>();
  /** Milliseconds from here to the API. */
  readonly #latency: () => number;
  #underWay = 0;
  #isWatched = false;

  /** Takes the place of real time until the test is over. */
  constructor(emulator: Emulator, latency = () => 0) {
    this.#now = Date.parse("2026-01-01T00:00:00Z");
    this.#emulator = emulator;
    this.#latency = latency;
    emulator.cloud.clock.stop(this.#now);
    const time = vi.spyOn(performance, "now").mockImplementation(() => this.#now - performance.timeOrigin);
    const realFetch = globalThis.fetch;
    const fetching = vi.spyOn(globalThis, "fetch").mockImplementation((...args) => this.#fetch(realFetch, ...args));
    onTestFinished(() => {
      time.mockRestore();
      fetching.mockRestore();
    });
  }

  now(): number {
    return this.#now;
  }

  wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) return reject(signal.reason);
      const onAbort = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      const sleeper: Sleeper = {
        at: this.#now + milliseconds,
        wake: () => {
          signal?.removeEventListener("abort", onAbort);
          resolve();
        },
      };
      signal?.addEventListener("abort", onAbort, { once: true });
      this.#sleepers.add(sleeper);
      this.#watch();
    });
  }

  /** Reads answers whole, so that none is half there when time moves, and dates them by this time. */
  async #fetch(real: typeof fetch, ...args: Parameters<typeof fetch>): Promise<Response> {
    const latency = this.#latency();
    if (latency > 0) await this.wait(latency);
    this.#underWay += 1;
    try {
      const response = await real(...args);
      const body = await response.arrayBuffer();
      const headers = new Headers(response.headers);
      headers.set("date", new Date(this.#now).toUTCString());
      const isEmpty = [101, 204, 205, 304].includes(response.status);
      return new Response(isEmpty ? null : body, { status: response.status, headers });
    } finally {
      this.#underWay -= 1;
      this.#watch();
    }
  }

  /** Moves time once nothing happens any more. */
  #watch(): void {
    if (this.#isWatched) return;
    this.#isWatched = true;
    // What an answer sets off has happened when the event loop has come round: no step of it waits for anything else.
    let rounds = 0;
    const look = () => {
      if (this.#underWay > 0 || this.#sleepers.size === 0) {
        this.#isWatched = false;
        return;
      }
      rounds += 1;
      if (rounds <= 5) return void setImmediate(look);
      rounds = 0;
      this.#jump();
      setImmediate(look);
    };
    setImmediate(look);
  }

  #jump(): void {
    const at = Math.min(...[...this.#sleepers].map((sleeper) => sleeper.at));
    if (at > this.#now) {
      this.#emulator.cloud.clock.advance(at - this.#now);
      this.#now = at;
    }
    for (const sleeper of [...this.#sleepers].filter((one) => one.at <= this.#now)) {
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
  }
}
