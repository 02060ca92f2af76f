import { type PresetName, presets, startEmulator } from "@infrafabric/emulator";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import * as z from "zod";
import { ApiError } from "../errors/api-error.ts";
import { OptionError } from "../errors/option-error.ts";
import { UnreachableError } from "../errors/unreachable-error.ts";
import { hastyWorld, openBoth } from "../test/open.ts";
import { openVirtualAccount } from "../test/virtual-account.ts";
import { openClient, openClientIn } from "./client.ts";

const droplet = (name: string) => ({ name, region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" });

const isName = (name: string): name is PresetName => Object.hasOwn(presets, name);

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe("a client", () => {
  it("creates, lists, reads and deletes", async () => {
    const { client } = await openBoth();
    const created = await client.droplets.create({ ...droplet("web-1"), tags: ["web"] });
    expect(await client.droplets.get(created.id)).toMatchObject({ name: "web-1", size_slug: "s-1vcpu-1gb" });
    expect((await all(client.droplets.list({ tag_name: "web" }))).map(({ id }) => id)).toEqual([created.id]);
    await client.droplets.delete(created.id);
    expect(await all(client.droplets.list())).toEqual([]);
  });

  it("reads every page of a list with as few requests as there are pages, in order", async () => {
    const { client, log } = await openBoth();
    const names = Array.from({ length: 450 }, (_, index) => `tag-${String(index).padStart(4, "0")}`);
    for (const name of names) await client.tags.create({ name });
    log.length = 0;
    expect((await all(client.tags.list())).map(({ name }) => name).sort()).toEqual(names);
    expect(log).toHaveLength(3);
    log.length = 0;
    expect(await all(client.tags.list({ per_page: 10, page: 44 }))).toHaveLength(20);
    expect(log).toHaveLength(2);
  });

  it("tells what the API refuses, with its word and the number of the request", async () => {
    const { client } = await openBoth();
    const refused = client.droplets.get(4711);
    await expect(refused).rejects.toThrow(ApiError);
    await expect(refused).rejects.toMatchObject({
      status: 404,
      id: "not_found",
      method: "GET",
      path: "/v2/droplets/4711",
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    await expect(client.droplets.create({ name: "x" })).rejects.toMatchObject({ status: 422 });
  });

  it("knows the rate limit of the last answer", async () => {
    const { client } = await openBoth();
    expect(client.rateLimit).toBeUndefined();
    await client.get("/v2/account", z.object({}));
    expect(client.rateLimit).toMatchObject({ limit: 5000, remaining: 4999 });
  });

  it("says that nothing listens, and that the deadline is over", async () => {
    const { url, close } = await startEmulator();
    await close();
    const nobody = { token: "t", url };
    const hurried = openClient({ ...nobody, deadlineSeconds: 0.2 });
    await expect(hurried.get("/v2/account", z.object({}))).rejects.toThrow(
      `GET /v2/account was not done within 0.2 s: GET /v2/account was not answered: nothing listens at ${url}`,
    );
    const patient = openClientIn(hastyWorld(), nobody);
    await expect(patient.get("/v2/account", z.object({}))).rejects.toThrow(
      `GET /v2/account was not answered: nothing listens at ${url}`,
    );
  });

  it("says what the API answered last, once the deadline is over, be it of one request", async () => {
    const { client, emulator } = await openVirtualAccount();
    emulator.faults.add({ preset: "server-error" });
    // Over in the first pause.
    await expect(client.get("/v2/account", z.object({}), { deadlineSeconds: 0.01 })).rejects.toThrow(
      /^GET \/v2\/account was not done within 0\.01 s: GET \/v2\/account was refused with 500: /,
    );
  });

  it("refuses what a source gives that is no text", async () => {
    const client = openClient({ token: async () => JSON.parse("null"), url: "http://127.0.0.1:1" });
    await expect(client.get("/v2/account", z.object({}))).rejects.toThrow(new OptionError("the token is not a text"));
  });

  it("leaves the words of a refusal alone that are no secret", async () => {
    const { client } = await openBoth({ client: { token: "emulator" } });
    await expect(client.get("/v2/gen-ai/agents", z.object({}))).rejects.toThrow("the emulator does not have");
  });

  it("names every option that cannot be used, and never a token", () => {
    expect(() =>
      openClient({ token: "dop_v1_secret secret", url: "http://api.example.com/v2", timeoutSeconds: -1 }),
    ).toThrow(
      new OptionError(
        [
          "the token has a space or another character that no token has",
          "url is http://api.example.com/v2: it ends with the host and its port, without a path, a query or a fragment",
          "timeoutSeconds is -1: a number of seconds above 0 is expected",
        ].join("\n"),
      ),
    );
    expect(() => openClient({ token: "t", url: "http://api.example.com" })).toThrow("a token is sent by https alone");
    vi.stubEnv("DIGITALOCEAN_API_URL", "https://user:password@host");
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(() => openClient({ token: "t" })).toThrow(/^DIGITALOCEAN_API_URL holds a password: leave it out$/);
  });
});

describe("with faults of every name, a client", () => {
  const names = Object.keys(presets)
    .filter(isName)
    .filter((name) => name !== "no-capacity");

  it.each(names)("makes 20 Droplets, each once: %s", async (preset) => {
    const { client, emulator } = await openBoth({ client: { timeoutSeconds: 2, longestWaitSeconds: 4000 } });
    emulator.faults.add({ preset, count: 5, seconds: 1 });
    const wanted = Array.from({ length: 20 }, (_, index) => `web-${index}`);
    const created = await Promise.all(wanted.map((one) => client.droplets.create(droplet(one))));
    emulator.faults.clear();
    const there = await all(client.droplets.list());
    expect(there.map((one) => one.name).sort()).toEqual([...wanted].sort());
    expect(new Set(created.map(({ id }) => id))).toEqual(new Set(there.map(({ id }) => id)));
  });

  it("is told at once what waiting does not change", async () => {
    const { client, emulator, log } = await openBoth();
    emulator.faults.add({ preset: "no-capacity" });
    await expect(client.droplets.create(droplet("web"))).rejects.toMatchObject({ status: 422 });
    expect(log).toHaveLength(1);
  });

  it("does not send a POST again whose answer is lost, unless it can look", async () => {
    const { client, emulator } = await openBoth();
    emulator.faults.add({ preset: "reset", count: 1 });
    const lost = client.send("POST", "/v2/droplets", { body: droplet("web") });
    await expect(lost).rejects.toThrow(UnreachableError);
    await expect(lost).rejects.toMatchObject({ mayBeDone: true });
  });
});
