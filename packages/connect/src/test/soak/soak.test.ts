// Days of work on an account, with faults at random. GOVERNOR_SOAK_DAYS=5 runs the long one, GOVERNOR_SOAK_SEED another.
import { type PresetName, presets } from "@infrafabric/emulator";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { isEnded } from "../../actions/action.ts";
import type { Client } from "../../client/client.ts";
import * as schemas from "../../collections/schemas.ts";
import { accountEvents } from "../../events/account-events.ts";
import { EventCursor } from "../../events/cursor.ts";
import { openVirtualAccount } from "../virtual-account.ts";
import { seeded } from "./seeded.ts";
import { Team } from "./team.ts";

const days = Number(process.env.GOVERNOR_SOAK_DAYS ?? "0.25");
const seed = Number(process.env.GOVERNOR_SOAK_SEED ?? String(Date.now() % 1_000_000));

const faults = Object.keys(presets)
  .filter((name): name is PresetName => Object.hasOwn(presets, name))
  .filter((name) => presets[name].to !== "spaces");

const first = `dop_v1_${"a".repeat(64)}`;

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const namesOf = (list: readonly { readonly name?: string | undefined }[]) => list.map(({ name }) => name).sort();
const dollars = z.object({ month_to_date_usage: z.string() });

describe(`${days} days of work with faults at random, seed ${seed}`, () => {
  it(
    "leave what the teams want, all of it once, and every event told",
    async () => {
      const random = seeded(seed);
      let token = first;
      // What a process holds until the API refuses it.
      let held = first;
      let rotations = 0;
      const { emulator, clock, client, requests } = await openVirtualAccount({
        limits: true,
        seed: String(seed),
        latency: () => 20 + random() * 180,
        client: {
          token: async ({ rejected }) => {
            if (rejected === held) held = token;
            return held;
          },
          longestWaitSeconds: 4000,
        },
      });
      const { policies } = emulator.cloud.transitions;
      policies.set("*", { when: "seconds", seconds: 20 });
      policies.set("droplet.snapshot", { when: "seconds", seconds: 400 });
      const began = clock.now();
      const until = began + days * 86_400_000;
      const stop = new AbortController();

      const rotating = (async () => {
        for (; clock.now() < until; rotations += 1) {
          await clock.wait(3 * 3_600_000);
          const old = token;
          const next = `dop_v1_${String(rotations).padStart(64, "0")}`;
          emulator.cloud.tokens.set({ token: next, account: first });
          token = next;
          emulator.cloud.tokens.set({ token: old, account: first, expiresIn: 0 });
        }
      })();

      const failing = (async () => {
        while (clock.now() < until) {
          emulator.faults.clear();
          await clock.wait(random() * 15 * 60_000);
          const preset = faults[Math.floor(random() * faults.length)];
          if (preset !== undefined) emulator.faults.add({ preset, probability: 0.02 + random() * 0.13, seconds: 0.01 });
          await clock.wait(random() * 30 * 60_000);
        }
        emulator.faults.clear();
      })();

      // Read as by processes that come and go.
      const told: string[] = [];
      let cursor = EventCursor.parse(JSON.stringify(await startOf(client)));
      const reading = (async () => {
        for (;;) {
          let left = Math.floor(random() * 60);
          const save = (moved: EventCursor) => {
            cursor = EventCursor.parse(JSON.stringify(moved));
          };
          const options = { cursor, follow: true, intervalSeconds: 300, clock, save, signal: stop.signal };
          try {
            for await (const { id } of accountEvents(client, options)) {
              told.push(id);
              left -= 1;
              if (left < 0) break;
            }
          } catch (error) {
            if (stop.signal.aborted) return;
            throw error;
          }
        }
      })();

      const teams = ["red", "green", "blue", "grey"].map(
        (name) => new Team({ client, clock, random: seeded(random() * 2 ** 32), name }),
      );
      await Promise.all([rotating, failing, ...teams.map((team) => team.work(until))]);
      await clock.wait(700_000);
      stop.abort(new Error("the soak is over"));
      await reading;

      const [droplets, volumes, snapshots, ips, actions] = await Promise.all([
        all(client.droplets.list()),
        all(client.volumes.list()),
        all(client.snapshots.list()),
        all(client.reservedIps.list()),
        all(client.items("/v2/actions", "actions", schemas.action)),
      ]);
      // Nothing is missing, nothing is there twice, nothing is there that nobody wants.
      expect(namesOf(droplets)).toEqual(namesOf(teams.flatMap((team) => team.droplets)));
      expect(droplets.map(({ id, size_slug }) => `${id} ${size_slug}`).sort()).toEqual(
        teams.flatMap((team) => team.droplets.map(({ id, size }) => `${id} ${size}`)).sort(),
      );
      expect(droplets.every(({ status }) => status === "active")).toBe(true);
      expect(namesOf(volumes)).toEqual(namesOf(teams.flatMap((team) => team.volumes)));
      expect(volumes.flatMap(({ droplet_ids }) => droplet_ids ?? []).sort()).toEqual(
        teams.flatMap((team) => team.volumes.flatMap(({ on }) => on ?? [])).sort(),
      );
      expect(namesOf(snapshots)).toEqual(teams.flatMap((team) => team.snapshots).sort());
      expect(ips.map(({ ip, droplet }) => `${ip} ${droplet?.id}`).sort()).toEqual(
        teams.map(({ ip }) => `${ip?.address} ${ip?.on}`).sort(),
      );
      // Every action has ended, and its beginning and its end were told.
      expect(actions.filter((action) => !isEnded(action))).toEqual([]);
      expect(new Set(told)).toEqual(new Set(actions.flatMap(({ id }) => [`${id}.started`, `${id}.completed`])));
      // The bill is that of what there is.
      const month = (monthly: number, since: string) =>
        monthly * Math.min(1, Math.ceil((clock.now() - Date.parse(since)) / 3_600_000) / 672);
      const least = droplets.reduce(
        (sum, { created_at = "", size_slug }) => sum + month(size_slug === "s-1vcpu-1gb" ? 6 : 12, created_at),
        0,
      );
      const { month_to_date_usage } = await client.get("/v2/customers/my/balance", dollars);
      expect(Number(month_to_date_usage)).toBeGreaterThanOrEqual(least * 0.99 - 0.5);
      expect(Number(month_to_date_usage)).toBeLessThanOrEqual(
        least + 4 * 5 + volumes.length + snapshots.length * 3 + 1,
      );

      const count = (test: (status: number | undefined) => boolean) =>
        requests.filter(({ status }) => test(status)).length;
      console.log(
        JSON.stringify({
          seed,
          days: (clock.now() - began) / 86_400_000,
          work: teams.map(({ done }) => done),
          actions: actions.length,
          told: told.length,
          rotations,
          requests: requests.length,
          refusedForTheRate: count((status) => status === 429),
          refusedForTheToken: count((status) => status === 401),
          failed: count((status) => status === undefined || status >= 500),
          cpuSeconds: process.cpuUsage().user / 1e6,
        }),
      );
    },
    30 * 60_000,
  );
});

/** A cursor at the beginning, for the account that a client reads. */
async function startOf(client: Client): Promise<EventCursor> {
  const schema = z.object({ account: z.object({ uuid: z.string() }) });
  const { account } = await client.get("/v2/account", schema);
  return EventCursor.at(account.uuid, new Date("2026-01-01T00:00:00Z"));
}
