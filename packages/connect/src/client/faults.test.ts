// Two hundred resources, made while things go wrong: what is there in the end is what was wished for, each once.
import { type PresetName, presets } from "@infrafabric/emulator";
import { describe, expect, it } from "vitest";
import { ApiError } from "../errors/api-error.ts";
import { act } from "../test/soak/act.ts";
import { openVirtualAccount, type VirtualAccount } from "../test/virtual-account.ts";

const names = Object.keys(presets)
  .filter((name): name is PresetName => Object.hasOwn(presets, name))
  .filter((name) => presets[name].to !== "spaces");

const numbered = (word: string, count: number) => Array.from({ length: count }, (_, index) => `${word}-${index}`);
const wished = {
  droplets: numbered("web", 90),
  volumes: numbered("data", 50),
  tags: numbered("tag", 40),
  vpcs: numbered("net", 20),
};

async function sortedNames(items: AsyncIterable<{ readonly name?: string | undefined }>): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { name = "" } of items) found.push(name);
  return found.sort();
}

/** False for what is not there yet; another error goes on. */
function isNotFound(error: unknown): false {
  if (error instanceof ApiError && error.status === 404) return false;
  throw error;
}

/** Makes what is wished, all at once, does something to some of it, and makes and deletes what must not stay. */
async function make({ client, clock }: VirtualAccount): Promise<void> {
  const { droplets, volumes, vpcs, projects, tags } = client;
  const whenSeen = async (id: number) => {
    while (!(await droplets.get(id).then(() => true, isNotFound))) await clock.wait(5000);
  };
  const createDroplet = async (name: string): Promise<number> => {
    for (;;) {
      try {
        const body = { name, region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };
        const { id } = await droplets.create(body);
        await whenSeen(id);
        return id;
      } catch (error) {
        if (!(error instanceof ApiError) || !error.message.includes("out of capacity")) throw error;
        await clock.wait(60_000);
      }
    }
  };
  const remove = (path: string) =>
    client.send("DELETE", path, { passes: ({ status }) => status === 409 || status === 412 });
  const ids = await Promise.all([
    ...wished.droplets.map(createDroplet),
    ...wished.volumes.map((name) => volumes.create({ name, region: "nyc3", size_gigabytes: 10 }).then(() => 0)),
    ...wished.tags.map((name) => tags.create({ name }).then(() => 0)),
    ...wished.vpcs.map((name) => vpcs.create({ name, region: "nyc3" }).then(() => 0)),
  ]);
  const created = ids.filter((id) => id > 0);
  await Promise.all([
    ...created.slice(0, 20).map((id) => act(client, clock, `/v2/droplets/${id}`, { type: "reboot" })),
    ...numbered("old-net", 5).map(async (name) => {
      const { id } = await vpcs.create({ name, region: "sfo3" });
      await remove(`/v2/vpcs/${id}`);
    }),
    ...numbered("old-project", 5).map(async (name) => {
      const { id } = await projects.create({ name, purpose: "Web Application", environment: "Development" });
      await remove(`/v2/projects/${id}`);
    }),
  ]);
}

describe("200 resources are made, each once, whatever goes wrong", () => {
  it.each(names)("%s", async (preset) => {
    const account = await openVirtualAccount({
      limits: true,
      latency: () => 20 + Math.random() * 180,
      client: { longestWaitSeconds: 4000 },
    });
    const { client, emulator } = account;
    // One that befalls everything strikes seldom enough for no request to fail seven times; any other, a few times in a row.
    const often =
      presets[preset].path.startsWith("/v2/**") || presets[preset].path === "/**" ? { probability: 0.1 } : { count: 5 };
    emulator.faults.add({ preset, seconds: 0.05, ...often });
    await make(account);
    const struck = emulator.faults.all().map((fault) => fault.struck);
    emulator.faults.clear();
    expect(await sortedNames(client.droplets.list())).toEqual([...wished.droplets].sort());
    expect(await sortedNames(client.volumes.list())).toEqual([...wished.volumes].sort());
    expect(await sortedNames(client.tags.list())).toEqual([...wished.tags].sort());
    const isWished = (name: string) => name.startsWith("net-") || name.startsWith("old-");
    expect((await sortedNames(client.vpcs.list())).filter(isWished)).toEqual([...wished.vpcs].sort());
    expect((await sortedNames(client.projects.list())).filter(isWished)).toEqual([]);
    const reboots: number[] = [];
    for await (const { id, type, status } of client.actions.list())
      if (type === "reboot" && status === "completed") reboots.push(id);
    expect(reboots).toHaveLength(20);
    // The fault was there to be overcome.
    expect(struck[0]).toBeGreaterThan(0);
  });
});
