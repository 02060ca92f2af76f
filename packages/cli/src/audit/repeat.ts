import { setTimeout as wait } from "node:timers/promises";
import { accountError } from "../account-error.ts";
import { UsageError } from "../usage-error.ts";
import type { AccountSource, RateUsage } from "./account-source.ts";

/** How a command is repeated. */
export interface RepeatOptions {
  readonly sources: readonly AccountSource[];
  /** From one round to the next. */
  readonly seconds: number;
  /** Ends it, and the round that is under way. */
  readonly signal: AbortSignal;
}

/** As a shell calls it that Ctrl-C ended a command. */
const interrupted = 130;

/**
 * Does a round again and again. The first one throws what it throws; a later one that fails is told on standard error,
 * with the exit code 2, and the next one follows.
 */
export async function repeat(round: () => Promise<void>, { sources, seconds, signal }: RepeatOptions): Promise<void> {
  let before = sources.map((source) => source.usage());
  try {
    await round();
  } catch (error) {
    if (!signal.aborted) throw error;
    process.exitCode = interrupted;
    return;
  }
  while (!signal.aborted && process.stdout.writable) {
    const after = sources.map((source) => source.usage());
    const pause = Math.max(seconds, ...after.map((usage, index) => sustainableSeconds(usage, before[index])));
    if (pause > seconds)
      console.error(`governor: half of the rate limit is used: the next audit is in ${Math.ceil(pause)} seconds`);
    before = after;
    try {
      await wait(pause * 1000, undefined, { signal });
      await round();
    } catch (error) {
      if (signal.aborted) return;
      const known = accountError(error);
      if (!(known instanceof UsageError)) throw error;
      console.error(`governor: ${known.message}`);
      process.exitCode = 2;
    }
  }
}

/**
 * Seconds between rounds that leave half of a token's hourly limit to others: 0 while more than half of it is left.
 *
 * @param before What was used before the last round.
 */
export function sustainableSeconds({ sent, rateLimit }: RateUsage, before: RateUsage | undefined): number {
  if (rateLimit === undefined || rateLimit.remaining * 2 > rateLimit.limit) return 0;
  return ((sent - (before?.sent ?? 0)) * 3600) / (rateLimit.limit / 2);
}

/** Ends with Ctrl-C, and with what else asks a process to end. */
export function untilAsked(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}
