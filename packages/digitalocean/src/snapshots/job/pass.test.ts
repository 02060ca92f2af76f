import { startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished } from "vitest";
import { Api } from "./api";
import type { JobConfig } from "./job-config";
import { runPass } from "./pass";
import { hour } from "./slots";

const owner = "shop-prod-nightly-1a2b3c4d";
const token = "token";
const start = Date.parse("2026-01-01T03:00:00Z");

/** An account with two volumes and a Droplet, and a schedule over it. */
async function open(more: Partial<JobConfig> = {}) {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const send = async (method: string, path: string, body?: object): Promise<ReturnType<typeof JSON.parse>> => {
    const response = await fetch(`${emulator.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    expect(response.ok, `${method} ${path}: ${text}`).toBe(true);
    return text === "" ? undefined : JSON.parse(text);
  };
  const volumeOf = async (name: string, tags: readonly string[] = []): Promise<string> =>
    (await send("POST", "/v2/volumes", { name, region: "nyc3", size_gigabytes: 10, tags })).volume.id;

  emulator.cloud.clock.stop(start);
  const data = await volumeOf("data");
  const other = await volumeOf("other", ["Nightly"]);
  const { droplet } = await send("POST", "/v2/droplets", {
    name: "git",
    region: "nyc3",
    size: "s-1vcpu-1gb",
    image: "ubuntu-24-04-x64",
    tags: ["web"],
  });
  // Until it is no longer new.
  await send("GET", `/v2/droplets/${droplet.id}`);

  const config: JobConfig = {
    owner,
    volumes: [data],
    droplets: [],
    copyTo: [],
    everyHours: 24,
    startTime: "03:00",
    lateHours: 6,
    keep: { daily: 3, weekly: 2, monthly: 2 },
    tags: ["owner:apps"],
    ...more,
  };
  const events: Readonly<Record<string, string>>[] = [];
  const api = new Api({ url: emulator.url, token, firstDelay: 1 });
  return {
    emulator,
    send,
    data,
    other,
    droplet: String(droplet.id),
    events,
    pass: (changed: Partial<JobConfig> = {}) =>
      runPass(api, { ...config, ...changed }, emulator.cloud.clock.time, (event) => events.push(event)),
    advance: (hours: number) => emulator.cloud.clock.advance(hours * hour),
    snapshots: async (): Promise<readonly ReturnType<typeof JSON.parse>[]> =>
      (await send("GET", "/v2/snapshots?per_page=200")).snapshots,
  };
}

const namesOf = (snapshots: readonly { readonly name: string }[]) => snapshots.map(({ name }) => name).sort();

describe("a pass over volumes", () => {
  it("takes one snapshot for each time at which one is due, whose tags say whose it is", async () => {
    const { pass, advance, snapshots, data, events } = await open();
    expect(await pass()).toEqual([{ source: `volume ${data}`, newest: start }]);
    advance(23);
    expect(await pass()).toEqual([{ source: `volume ${data}`, newest: start }]);
    advance(1.1);
    expect(await pass()).toEqual([{ source: `volume ${data}`, newest: start + 24 * hour }]);
    const all = await snapshots();
    expect(namesOf(all)).toEqual([`${owner}-20260101-0300-data`, `${owner}-20260102-0300-data`]);
    expect(all[0]).toMatchObject({ resource_id: data, tags: ["owner:apps"] });
    expect(events.map(({ event }) => event)).toEqual(["taken", "taken"]);
  });

  it("prunes over months, and touches nothing that it did not make", async () => {
    const { pass, advance, snapshots, send, data, other } = await open();
    const foreign = [
      [data, "before the migration"],
      [data, `${owner}-20260101-0300`],
      [data, "shop-prod-hourly-1a2b3c4d-20260101-0300-data"],
      // As the schedule's own, of a volume that is not in it.
      [other, `${owner}-20260101-0300-other`],
    ] as const;
    for (const [volume, name] of foreign) await send("POST", `/v2/volumes/${volume}/snapshots`, { name });
    for (let day = 0; day < 100; day += 1) {
      if (day > 0) advance(24);
      await pass();
    }
    // What was taken a moment ago takes the place of another one in the next pass.
    await pass();
    const left = namesOf(await snapshots());
    for (const [, name] of foreign) expect(left).toContain(name);
    expect(left.filter((name) => !foreign.some(([, one]) => one === name))).toEqual(
      ["20260331", "20260405", "20260408", "20260409", "20260410"].map((date) => `${owner}-${date}-0300-data`),
    );
  });

  it("finds volumes by tag, in any case, and one that it lacks is said and never on time", async () => {
    const { pass, other, snapshots, events } = await open();
    const gone = "5a4981aa-9653-4bd1-bef5-d6bff52042e4";
    expect(await pass({ volumes: [gone], volumeTag: "nightly" })).toEqual([
      { source: `volume ${other}`, newest: start },
      { source: `volume ${gone}`, newest: undefined },
    ]);
    expect(namesOf(await snapshots())).toEqual([`${owner}-20260101-0300-other`]);
    expect(events).toContainEqual({ event: "failed", source: `volume ${gone}`, message: "does not exist" });
  });

  it("keeps the snapshots of a volume that is gone", async () => {
    const { pass, data, send, advance, snapshots } = await open();
    await pass();
    await send("DELETE", `/v2/volumes/${data}`);
    advance(24 * 300);
    await pass();
    expect(namesOf(await snapshots())).toEqual([`${owner}-20260101-0300-data`]);
  });

  it("sees more than a page of snapshots", async () => {
    const { pass, send, data, snapshots } = await open({ keep: { daily: 1, weekly: 0, monthly: 0 } });
    for (let index = 0; index < 205; index += 1) {
      await send("POST", `/v2/volumes/${data}/snapshots`, { name: `foreign-${index}` });
    }
    await send("POST", `/v2/volumes/${data}/snapshots`, { name: `${owner}-20250101-0300-data` });
    await pass();
    await pass();
    expect((await send("GET", "/v2/snapshots")).meta.total).toBe(206);
    expect(namesOf(await snapshots())).not.toContain(`${owner}-20250101-0300-data`);
  });
});

describe("a pass over Droplets", () => {
  it("begins a snapshot, goes on when it is there, and copies it region by region", async () => {
    const { pass, emulator, droplet, snapshots, events } = await open({ volumes: [] });
    const settings = { droplets: [droplet], copyTo: ["sfo3", "ams3"] };
    const { transitions } = emulator.cloud;
    transitions.policies.set("*", { when: "manual" });
    const finish = () => {
      for (const account of emulator.cloud.all()) {
        for (const one of transitions.pending(account)) transitions.complete(account, one);
      }
    };
    const source = `droplet ${droplet}`;

    expect(await pass(settings)).toEqual([{ source, newest: undefined }]);
    // It is under way: nothing is asked for twice, and nothing fails.
    expect(await pass(settings)).toEqual([{ source, newest: undefined }]);
    expect(await snapshots()).toEqual([]);
    finish();
    expect(await pass(settings)).toEqual([{ source, newest: undefined }]);
    await pass(settings);
    finish();
    expect(await pass(settings)).toEqual([{ source, newest: undefined }]);
    finish();
    expect(await pass(settings)).toEqual([{ source, newest: start }]);
    expect(await snapshots()).toEqual([
      expect.objectContaining({ name: `${owner}-20260101-0300-git`, regions: ["nyc3", "sfo3", "ams3"] }),
    ]);
    expect(events.map(({ event, region }) => [event, region])).toEqual([
      ["taking", undefined],
      ["copying", "sfo3"],
      ["copying", "ams3"],
    ]);
  });

  it("keeps the last snapshot with all its copies, however old, until the next one has them", async () => {
    const { pass, advance, emulator, droplet, snapshots } = await open({
      volumes: [],
      keep: { daily: 1, weekly: 0, monthly: 0 },
    });
    const settings = { droplets: [droplet], copyTo: ["sfo3"] };
    const settle = async () => {
      for (let times = 0; times < 4; times += 1) {
        await pass(settings);
        for (const account of emulator.cloud.all()) emulator.cloud.transitions.settle(account);
        advance(0.1);
      }
    };
    await settle();
    emulator.faults.add({ preset: "server-error", method: "POST", path: "/v2/images/*/actions" });
    for (let day = 0; day < 5; day += 1) {
      advance(24);
      await settle();
    }
    expect(namesOf(await snapshots())).toEqual([`${owner}-20260101-0300-git`, `${owner}-20260106-0300-git`]);
    emulator.faults.clear();
    await settle();
    expect(namesOf(await snapshots())).toEqual([`${owner}-20260106-0300-git`]);
  });

  it("finds Droplets by tag, with volumes beside them", async () => {
    const { pass, data, droplet } = await open();
    expect((await pass({ dropletTag: "web" })).map(({ source }) => source)).toEqual([
      `volume ${data}`,
      `droplet ${droplet}`,
    ]);
  });
});

describe("a pass in bad weather", () => {
  it.each(["rate-limited-hourly", "server-error", "unavailable", "gateway-timeout", "reset"] as const)(
    "gets through %s that passes",
    async (preset) => {
      const { pass, emulator, data, snapshots } = await open();
      emulator.faults.add({ preset, method: "GET", count: 3 });
      expect(await pass()).toEqual([{ source: `volume ${data}`, newest: start }]);
      expect(namesOf(await snapshots())).toEqual([`${owner}-20260101-0300-data`]);
    },
  );

  it("waits as long as it is told to", async () => {
    const { pass, emulator } = await open();
    emulator.faults.add({ preset: "rate-limited", method: "POST", path: "/v2/volumes/**", count: 1 });
    const begun = Date.now();
    await pass();
    expect(Date.now() - begun).toBeGreaterThan(1900);
  });

  it("fails where it cannot see what there is, and has done nothing", async () => {
    const { pass, emulator, snapshots } = await open();
    emulator.faults.add({ preset: "server-error", path: "/v2/snapshots" });
    await expect(pass()).rejects.toThrow("GET /v2/snapshots?resource_type=volume&per_page=200&page=1: 500");
    emulator.faults.clear();
    expect(await snapshots()).toEqual([]);
  });

  it("never makes two snapshots of a lost answer", async () => {
    const { pass, emulator, snapshots, events } = await open();
    emulator.faults.add({ preset: "commit-then-500", path: "/v2/volumes/**", count: 1 });
    await pass();
    expect(events).toEqual([expect.objectContaining({ event: "failed" })]);
    expect(await pass()).toEqual([expect.objectContaining({ newest: start })]);
    expect(await snapshots()).toHaveLength(1);
  });

  it("lets one source fail alone, and shows no token", async () => {
    const { pass, emulator, data, other, events } = await open({ volumeTag: "nightly" });
    emulator.faults.add({ preset: "server-error", method: "POST", path: `/v2/volumes/${data}/snapshots` });
    expect(await pass()).toEqual([
      { source: `volume ${data}`, newest: undefined },
      { source: `volume ${other}`, newest: start },
    ]);
    expect(JSON.stringify(events)).not.toContain(`Bearer`);
    expect(events).toContainEqual(expect.objectContaining({ event: "failed", source: `volume ${data}` }));
  });

  it("goes on over weeks of random faults, with one snapshot a day", async () => {
    const { pass, advance, emulator, snapshots } = await open({ keep: { daily: 30, weekly: 0, monthly: 0 } });
    for (const preset of ["rate-limited-hourly", "server-error", "commit-then-500", "reset"] as const) {
      emulator.faults.add({ preset, method: "*", probability: 0.2 });
    }
    for (let day = 0; day < 20; day += 1) {
      for (let times = 0; times < 24; times += 1) {
        await pass().catch(() => {});
        advance(1);
      }
    }
    emulator.faults.clear();
    await pass();
    const names = namesOf(await snapshots());
    expect(new Set(names).size).toBe(names.length);
    expect(names).toHaveLength(21);
  });
});
