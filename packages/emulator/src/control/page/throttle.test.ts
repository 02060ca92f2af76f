import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { throttle } from "./throttle.js";

describe("a throttle", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("is not starved by steady asking, and runs once for all of it", () => {
    const run = vi.fn();
    const ask = throttle(run, 120);
    for (let index = 0; index < 100; index += 1) {
      ask();
      vi.advanceTimersByTime(12);
    }
    expect(run).toHaveBeenCalledTimes(10);
  });

  it("runs once more after the last time it is asked", () => {
    const run = vi.fn();
    const ask = throttle(run, 120);
    ask();
    vi.advanceTimersByTime(120);
    ask();
    vi.advanceTimersByTime(1000);
    expect(run).toHaveBeenCalledTimes(2);
  });
});
