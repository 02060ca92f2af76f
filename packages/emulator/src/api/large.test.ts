import { expect, it } from "vitest";
import { openClient } from "../test/client.ts";
import { madeDroplet } from "../test/droplet.ts";

const droplet = { name: "web", region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" };

/** CPU time of some work over that of another. */
async function ratioOf(work: () => Promise<unknown>, base: () => Promise<unknown>): Promise<number> {
  const spent = async (act: () => Promise<unknown>) => {
    const before = process.cpuUsage();
    await act();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };
  await base();
  const least = await spent(base);
  return (await spent(work)) / least;
}

it("a body with tens of thousands of problems is refused in time that grows with it, and names twenty", async () => {
  const client = await openClient();
  const refused = (count: number) => client.post("/v2/droplets", { ...droplet, tags: Array(count).fill(1) });
  const { status, body } = await refused(20_000);
  expect(status).toBe(422);
  expect(body.message).toMatch(/; and 19980 more$/);
  expect(body.message.split("; ")).toHaveLength(21);
  expect(
    await ratioOf(
      () => refused(20_000),
      () => refused(5_000),
    ),
  ).toBeLessThan(9);
});

it("an app with thousands of components is judged in time that grows with it", async () => {
  const client = await openClient();
  const created = (count: number) =>
    client.post("/v2/apps", {
      spec: {
        name: "shop",
        services: Array.from({ length: count }, (_, index) => ({ name: `s${index}`, http_port: 0 })),
      },
    });
  expect(
    await ratioOf(
      () => created(4_000),
      () => created(1_000),
    ),
  ).toBeLessThan(9);
});

it("a page of tags costs what is on it", async () => {
  const tagged = async (count: number) => {
    const client = await openClient();
    const tags = Array.from({ length: count }, (_, index) => `t${index}`);
    await client.post("/v2/volumes", { name: "data", region: "nyc3", size_gigabytes: 1, tags });
    return () => client.get("/v2/tags?per_page=20");
  };
  expect(await ratioOf(await tagged(20_000), await tagged(5_000))).toBeLessThan(9);
});

it("a stored Droplet whose size is no longer sold is answered", async () => {
  const client = await openClient();
  await madeDroplet(client);
  const { body: snapshot } = await client.get("/_emulator/snapshot");
  const text = JSON.stringify(snapshot).replaceAll('"s-1vcpu-1gb"', '"s-gone"');
  expect((await client.post("/_emulator/restore", JSON.parse(text))).status).toBe(200);
  const { status, body } = await client.get("/v2/droplets");
  expect(status).toBe(200);
  expect(body.droplets).toMatchObject([{ size_slug: "s-gone", size: { slug: "s-gone", available: false } }]);
});

it("regions of an uptime check are unique", async () => {
  const client = await openClient();
  const check = { name: "home", type: "https", target: "https://example.com" };
  expect((await client.post("/v2/uptime/checks", { ...check, regions: ["us_east", "us_east"] })).status).toBe(422);
});
