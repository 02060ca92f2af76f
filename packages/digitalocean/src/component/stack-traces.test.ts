import { afterEach, describe, expect, it, vi } from "vitest";
import { withShortStackTraces } from "./stack-traces";

const before = Error.stackTraceLimit;
afterEach(() => {
  Error.stackTraceLimit = before;
  vi.unstubAllEnvs();
});

function limitWithin(limit: number): number | undefined {
  let within: number | undefined;
  Error.stackTraceLimit = limit;
  withShortStackTraces(() => {
    within = Error.stackTraceLimit;
  });
  return within;
}

describe("withShortStackTraces", () => {
  it("shortens traces, and gives the program its own back, whatever happens", () => {
    expect(limitWithin(50)).toBeLessThan(10);
    expect(Error.stackTraceLimit).toBe(50);
    expect(() =>
      withShortStackTraces(() => {
        throw new Error("failed");
      }),
    ).toThrow("failed");
    expect(Error.stackTraceLimit).toBe(50);
  });

  it("lengthens none, and shortens none for a program that looks for promises that are never settled", () => {
    expect(limitWithin(2)).toBe(2);
    vi.stubEnv("PULUMI_DEBUG_PROMISE_LEAKS", "1");
    expect(limitWithin(50)).toBe(50);
  });
});
