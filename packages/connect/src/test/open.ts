import { type EmulatorOptions, startEmulator } from "@infrafabric/emulator";
import { onTestFinished } from "vitest";
import { openClientIn } from "../client/client.ts";
import { systemClock } from "../client/clock.ts";
import type { ClientOptions, RequestLogEntry } from "../client/options.ts";
import type { World } from "../client/transport.ts";

/** How much faster time passes in a hasty world. */
const haste = 1000;

/** A world in which an hour passes in 3.6 seconds. What answers stays as slow as it is. */
export function hastyWorld(): World {
  const start = systemClock.now();
  return {
    clock: {
      now: () => start + (systemClock.now() - start) * haste,
      wait: (milliseconds, signal) => systemClock.wait(milliseconds / haste, signal),
    },
    random: Math.random,
    limiters: new Map(),
  };
}

/** Starts an emulator for one test, with a client of it and a log of what the client sent. */
export async function openBoth(options: EmulatorOptions & { readonly client?: Partial<ClientOptions> } = {}) {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  const log: RequestLogEntry[] = [];
  const client = openClientIn(hastyWorld(), {
    token: "token",
    url: emulator.url,
    onRequest: (entry) => log.push(entry),
    ...options.client,
  });
  return { emulator, client, log };
}
