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

it("has the limits that the emulator was started with, unless it is given others", async () => {
  const client = await openClient({ accountLimits: { droplets: 2, volumes: 7 } });
  const limits = { droplet_limit: 2, volume_limit: 7, reserved_ip_limit: 100 };
  expect((await client.get("/v2/account")).body.account).toMatchObject(limits);
  expect((await client.as("other").get("/v2/account")).body.account).toMatchObject(limits);
  setLimits(client.emulator.cloud.accountOf("other"), tiers[1]);
  expect((await client.as("other").get("/v2/account")).body.account).toMatchObject({ droplet_limit: 3 });
  const { region, size, image } = droplet("web");
  expect((await client.post("/v2/droplets", { names: ["a", "b", "c"], region, size, image })).status).toBe(422);
  expect((await client.post("/v2/droplets", { names: ["a", "b"], region, size, image })).status).toBe(202);
});

it("tells doctl that its token is one", async () => {
  const client = await openClient();
  const info = await client.get("/v1/oauth/token/info");
  expect(info).toMatchObject({ status: 200, body: { scopes: ["read", "write"], application: expect.anything() } });
  expect(info.body.resource_owner_id).toBeGreaterThan(0);
  expect((await client.as("other").get("/v1/oauth/token/info")).body).not.toEqual(info.body);
  expect((await fetch(`${client.emulator.url}/v1/oauth/token/info`)).status).toBe(401);
});
