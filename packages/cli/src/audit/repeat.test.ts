import { RateLimitError } from "@infrafabric/connect";
import { afterEach, expect, it, vi } from "vitest";
import { UsageError } from "../usage-error.ts";
import type { RateUsage } from "./account-source.ts";
import { repeat, sustainableSeconds } from "./repeat.ts";

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

const rateLimit = (remaining: number) => ({ limit: 5000, remaining, resetsAt: new Date(0) });

it("leaves half of the rate limit to others", () => {
  const before: RateUsage = { sent: 100, rateLimit: undefined };
  expect(sustainableSeconds(before, undefined)).toBe(0);
  expect(sustainableSeconds({ sent: 200, rateLimit: rateLimit(4000) }, before)).toBe(0);
  // 100 requests each 144 s are 2,500 an hour.
  expect(sustainableSeconds({ sent: 200, rateLimit: rateLimit(2500) }, before)).toBe(144);
});

it("waits longer once half of it is used, and says so", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  let sent = 0;
  const end = new AbortController();
  const round = async () => {
    sent += 1000;
    setImmediate(() => end.abort());
  };
  const usage = () => ({ sent, rateLimit: rateLimit(1000) });
  const source = {
    name: undefined,
    stacks: [],
    spaces: undefined,
    open: () => Promise.reject(new Error("not asked")),
    usage,
  };
  await repeat(round, { sources: [source], seconds: 1, signal: end.signal });
  expect(sent).toBe(1000);
  expect(said.mock.calls).toEqual([["governor: half of the rate limit is used: the next audit is in 1440 seconds"]]);
});

it("goes on after a round that fails, and ends with the last exit code", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const end = new AbortController();
  const refusal = new RateLimitError({ method: "GET", path: "/v2/account" }, new Date(0));
  const codes: unknown[] = [];
  const rounds = [
    () => {
      process.exitCode = 1;
    },
    () => {
      throw refusal;
    },
    () => {
      codes.push(process.exitCode);
      throw new UsageError("not read");
    },
    () => {
      process.exitCode = 0;
      end.abort();
    },
  ];
  await repeat(async () => rounds.shift()?.(), { sources: [], seconds: 0.001, signal: end.signal });
  expect(said.mock.calls.flat()).toEqual([
    expect.stringContaining("GET /v2/account was not sent"),
    "governor: not read",
  ]);
  expect(codes).toEqual([2]);
  expect(process.exitCode).toBe(0);
});

it("ends at once if the first round fails, or is interrupted", async () => {
  const signal = new AbortController().signal;
  const fails = () => Promise.reject(new UsageError("no token"));
  await expect(repeat(fails, { sources: [], seconds: 1, signal })).rejects.toThrow("no token");
  const end = new AbortController();
  const interrupted = async () => {
    end.abort();
    end.signal.throwIfAborted();
  };
  await repeat(interrupted, { sources: [], seconds: 1, signal: end.signal });
  expect(process.exitCode).toBe(130);
});
