import { dropletSizes } from "@infrafabric/governor";
import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

it("lists sizes with the prices of the catalogue", async () => {
  const { body } = await (await openClient()).get("/v2/sizes?per_page=200");
  const small = body.sizes.find(({ slug }: { slug: string }) => slug === "s-1vcpu-1gb");
  expect(small).toMatchObject({ memory: 1024, vcpus: 1, disk: 25, price_monthly: 6, available: true });
  const priced = [...dropletSizes().values()].filter(({ price, vcpus }) => price.state === "priced" && vcpus);
  expect(body.meta.total).toBe(priced.length);
});

it("lists regions, with no new Droplets in legacy ones", async () => {
  const client = await openClient();
  const { body } = await client.get("/v2/regions");
  const regions = new Map(body.regions.map((one: { slug: string }) => [one.slug, one]));
  expect(regions.get("nyc3")).toMatchObject({ name: "New York 3", available: true });
  expect(regions.get("ams2")).toMatchObject({ available: false, sizes: [] });
  expect(
    await client.post("/v2/droplets", { name: "a", region: "ams2", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64" }),
  ).toMatchObject({ status: 422, body: { message: "You specified an invalid region for Droplet creation." } });
});

it("has GPUs, where they are, with what is in them", async () => {
  const client = await openClient();
  const { body } = await client.get("/v2/sizes?per_page=200");
  const sizes = new Map(body.sizes.map((one: { slug: string }) => [one.slug, one]));
  expect(sizes.get("gpu-h100x8-640gb")).toMatchObject({
    ...{ vcpus: 160, memory: 1920 * 1024, price_hourly: 35.28, regions: ["nyc2", "ams3", "tor1", "atl1"] },
    gpu_info: { count: 8, vram: { amount: 80, unit: "gib" }, model: "nvidia_h100" },
  });
  expect(sizes.get("s-1vcpu-1gb")).not.toHaveProperty("gpu_info");
  const create = async (size: string, region: string) =>
    (await client.post("/v2/droplets", { name: "a", region, size, image: "ubuntu-24-04-x64" })).status;
  expect(await create("gpu-h100x1-80gb", "tor1")).toBe(202);
  expect(await create("gpu-h100x1-80gb", "lon1")).toBe(422);
  expect(await create("s-1vcpu-1gb", "mem1")).toBe(422);
  expect(await create("s-1vcpu-1gb-amd", "mem1")).toBe(202);
});
