import { describe, expect, it } from "vitest";
import { openClient } from "../test/client.ts";
import { openSpaces } from "../test/spaces.ts";

const net = (name: string) => ({ name, region: "nyc3" });

describe("faults", () => {
  it.each([
    ["rate-limited", 429, "2"],
    ["rate-limited-hourly", 429, null],
    ["server-error", 500, null],
    ["unavailable", 503, null],
  ] as const)("%s answers %i in place of the operation", async (preset, status, wait) => {
    const { post, get } = await openClient({ faults: [{ preset, count: 1 }] });
    const refused = await post("/v2/vpcs", net("net"));
    expect(refused.status).toBe(status);
    expect(refused.headers.get("retry-after")).toBe(wait);
    expect((await get("/v2/vpcs")).body.vpcs).toEqual([]);
  });

  it("answer with the page of a gateway", async () => {
    const { emulator } = await openClient({ faults: [{ preset: "gateway-timeout", path: "/v2/vpcs" }] });
    const response = await fetch(`${emulator.url}/v2/vpcs`);
    expect(response.status).toBe(504);
    expect(response.headers.get("content-type")).toBe("text/html");
    expect(await response.text()).toContain("504 Gateway Time-out");
  });

  it("lose the answer of what was done", async () => {
    const { post, get } = await openClient({ faults: [{ preset: "commit-then-500", count: 1 }] });
    expect(await post("/v2/vpcs", net("net"))).toMatchObject({ status: 500, body: { id: "server_error" } });
    expect((await post("/v2/vpcs", net("net"))).status).toBe(422);
    expect((await get("/v2/vpcs")).body.vpcs).toHaveLength(2);
  });

  it("hide what was created from its first reads, and nothing else", async () => {
    const client = await openClient();
    const old = (await client.post("/v2/vpcs", net("old"))).body.vpc;
    client.emulator.faults.add({ preset: "not-found-after-create", path: "/v2/vpcs", reads: 3, count: 3 });
    const { id } = (await client.post("/v2/vpcs", net("new"))).body.vpc;
    const looks = async () => [
      (await client.get(`/v2/vpcs/${old.id}`)).status,
      (await client.get(`/v2/vpcs/${id}`)).status,
    ];
    expect([await looks(), await looks(), await looks(), await looks()]).toEqual([
      [200, 404],
      [200, 404],
      [200, 404],
      [200, 200],
    ]);
  });

  it("use DigitalOcean's words", async () => {
    const { post, delete: remove } = await openClient({
      faults: [{ preset: "pending-event" }, { preset: "vpc-has-members" }, { preset: "project-has-resources" }],
    });
    expect(await post("/v2/volumes/1/actions", { type: "attach" })).toMatchObject({
      status: 422,
      body: { message: "Droplet already has a pending event." },
    });
    expect(await remove("/v2/vpcs/1")).toMatchObject({
      status: 409,
      body: { message: "Can not delete VPC with members" },
    });
    expect(await remove("/v2/projects/1")).toMatchObject({
      status: 412,
      body: { message: "cannot delete a project with resources" },
    });
  });

  it("refuse Droplets where there is no room", async () => {
    const { post } = await openClient({ faults: [{ preset: "no-capacity" }] });
    expect((await post("/v2/droplets", {})).status).toBe(422);
  });

  it("answer late, and what is late is done", async () => {
    const { emulator, get } = await openClient({ faults: [{ preset: "slow", seconds: 60, method: "POST" }] });
    const late = fetch(`${emulator.url}/v2/vpcs`, {
      method: "POST",
      headers: { authorization: "Bearer token" },
      body: JSON.stringify(net("net")),
      signal: AbortSignal.timeout(300),
    });
    await expect(late).rejects.toThrow("timeout");
    expect((await get("/v2/vpcs")).body.vpcs).toHaveLength(2);
  });

  it("close the connection", async () => {
    const { emulator } = await openClient({ faults: [{ preset: "reset", count: 1 }] });
    await expect(fetch(`${emulator.url}/v2/vpcs`)).rejects.toThrow("fetch failed");
    expect((await fetch(`${emulator.url}/v2/vpcs`)).status).toBe(401);
    expect(emulator.log.last(2)[1]).not.toHaveProperty("status");
  });

  it("befall the same requests for the same seed, as many as is likely", async () => {
    const strikes = async (seed: string) => {
      const { emulator } = await openClient({ seed, faults: [{ preset: "server-error", probability: 0.25 }] });
      return Array.from({ length: 400 }, () =>
        emulator.faults.strike({ to: "api", method: "GET", path: "/v2/vpcs" }) === undefined ? 0 : 1,
      );
    };
    const one = await strikes("one");
    expect(one).toEqual(await strikes("one"));
    expect(one).not.toEqual(await strikes("two"));
    expect(one.filter((struck) => struck === 1).length / 400).toBeCloseTo(0.25, 1);
  });

  it("befall Spaces by bucket and key, however the bucket is named", async () => {
    const { emulator } = await openClient({ faults: [{ preset: "slow-down", path: "/photos/**" }] });
    const status = async (path: string) => (await fetch(emulator.url + path)).status;
    expect(await status("/photos/cat.png")).toBe(503);
    expect(await status("/other/cat.png")).not.toBe(503);
    expect(await status("/v2/vpcs")).toBe(401);
  });

  it("hide a bucket from its first reads", async () => {
    const spaces = await openSpaces({ faults: [{ preset: "bucket-not-found-after-create", reads: 1 }] });
    expect((await spaces.send("PUT", "/photos")).status).toBe(200);
    expect((await spaces.send("GET", "/photos")).code).toBe("NoSuchBucket");
    expect((await spaces.send("HEAD", "/photos")).status).toBe(200);
  });

  it("lose the answer of Spaces, too", async () => {
    const faults = [{ preset: "commit-then-500", method: "PUT", path: "/photos/*", count: 1 }] as const;
    const spaces = await openSpaces({ faults });
    await spaces.send("PUT", "/photos");
    expect(await spaces.send("PUT", "/photos/cat", { body: "cat" })).toMatchObject({
      status: 500,
      code: "InternalError",
    });
    expect((await spaces.send("GET", "/photos/cat")).text).toBe("cat");
  });
});
