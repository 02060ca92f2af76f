import { type Emulator, type EmulatorOptions, startEmulator } from "@infrafabric/emulator";
import { onTestFinished } from "vitest";
import * as z from "zod";
import { type Client, openClientIn } from "../client/client.ts";
import type { ClientOptions, RequestLogEntry } from "../client/options.ts";
import { VirtualTime } from "./virtual-time.ts";

/** An account of an emulator, whose time jumps instead of passing. */
export interface VirtualAccount {
  readonly emulator: Emulator;
  readonly clock: VirtualTime;
  readonly client: Client;
  /** Every attempt of the client, as `onRequest` tells it. */
  readonly requests: RequestLogEntry[];
}

const token = "dop_v1_00000000000000000000000000000000000000000000000000000000000000aa";

/** Opens an account for one test. */
export async function openVirtualAccount({
  latency,
  client = {},
  ...options
}: EmulatorOptions & {
  readonly latency?: () => number;
  readonly client?: Partial<ClientOptions>;
} = {}): Promise<VirtualAccount> {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  const clock = new VirtualTime(emulator, latency);
  const requests: RequestLogEntry[] = [];
  return { emulator, clock, client: openOther({ emulator, clock, requests }, client), requests };
}

/** Opens the account for somebody else with the same token, as a client in another process does. */
export function openOther(
  { emulator, clock, requests }: Omit<VirtualAccount, "client">,
  options: Partial<ClientOptions> = {},
): Client {
  return openClientIn(
    { clock, random: Math.random, limiters: new Map() },
    { token, url: emulator.url, onRequest: (entry) => requests.push(entry), ...options },
  );
}

const created = z.object({ links: z.object({ actions: z.array(z.object({ id: z.number() })) }) });

/** Creates Droplets, ten with each request, and answers with the ids of the actions that do it. */
export async function createDroplets(client: Client, count: number): Promise<readonly number[]> {
  const ids: number[] = [];
  for (let from = 0; from < count; from += 10) {
    const names = Array.from({ length: Math.min(10, count - from) }, (_, index) => `web-${from + index}`);
    const { links } = await client.send("POST", "/v2/droplets", {
      body: { names, region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" },
      schema: created,
    });
    ids.push(...links.actions.map(({ id }) => id));
  }
  return ids;
}

/** Makes records of an account other than they are, by kind and id. */
export function changeRecords(
  emulator: Emulator,
  kind: string,
  change: (row: Record<string, unknown>) => unknown,
): void {
  const snapshot = structuredClone(emulator.cloud.snapshot);
  for (const kinds of Object.values(snapshot.accounts)) {
    const rows = kinds[kind] ?? {};
    for (const [id, row] of Object.entries(rows)) rows[id] = change(Object.assign({}, row));
  }
  emulator.cloud.restore(snapshot);
}
