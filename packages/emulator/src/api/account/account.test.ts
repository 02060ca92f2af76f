import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";
import { setLimits, tiers } from "./limits.ts";

const droplet = (name: string, size = "s-1vcpu-1gb") => ({ name, region: "nyc3", size, image: "ubuntu-24-04-x64" });

it("has room for 100 Droplets, and for three in the first tier", async () => {
  const client = await openClient();
  expect((await client.get("/v2/account")).body.account).toMatchObject({ droplet_limit: 100, status: "active" });
  setLimits(client.emulator.cloud.accountOf("token"), tiers[1]);
  expect((await client.get("/v2/account")).body.account.droplet_limit).toBe(3);
});

it("is held to its limit of Droplets", async () => {
  const client = await openClient();
  setLimits(client.emulator.cloud.accountOf("token"), tiers[1]);
  const { region, size, image } = droplet("web");
  const many = await client.post("/v2/droplets", { names: ["a", "b", "c", "d"], region, size, image });
  expect(many).toMatchObject({
    status: 422,
    body: { id: "unprocessable_entity", message: "creating this/these droplet(s) will exceed your droplet limit" },
  });
  expect((await client.post("/v2/droplets", { names: ["a", "b", "c"], region, size, image })).status).toBe(202);
  expect((await client.post("/v2/droplets", droplet("d"))).status).toBe(422);
  expect((await client.get("/v2/droplets")).body.meta.total).toBe(3);
});

it("gets larger sizes tier by tier, dedicated ones first", async () => {
  const client = await openClient();
  const account = client.emulator.cloud.accountOf("token");
  const status = async (size: string) => (await client.post("/v2/droplets", droplet("web", size))).status;
  setLimits(account, tiers[1]);
  expect(await status("s-4vcpu-8gb")).toBe(202);
  expect(await status("s-4vcpu-8gb-amd")).toBe(422);
  setLimits(account, tiers[2]);
  expect(await status("s-4vcpu-8gb-amd")).toBe(202);
  expect(await status("s-8vcpu-16gb")).toBe(422);
  expect(await status("c-4")).toBe(202);
});

it("is raised beyond the tiers where it asks for it", async () => {
  const client = await openClient();
  setLimits(client.emulator.cloud.accountOf("token"), { ...tiers[3], droplets: 1000 });
  expect((await client.get("/v2/account")).body.account.droplet_limit).toBe(1000);
});
