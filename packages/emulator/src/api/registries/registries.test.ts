import { expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

it("a single registry is created with its subscription, read by both APIs, and deleted", async () => {
  const client = await openClient();
  expect((await client.get("/v2/registry")).status).toBe(404);
  expect((await client.get("/v2/registry/subscription")).status).toBe(404);
  const { status, body } = await client.post("/v2/registry", { name: "acme", subscription_tier_slug: "basic" });
  expect(status).toBe(201);
  expect(body.registry).toMatchObject({
    name: "acme",
    region: "nyc3",
    subscription: { tier: { slug: "basic", monthly_price_in_cents: 500 } },
  });
  expect((await client.get("/v2/registry")).body).toEqual(body);
  expect((await client.get("/v2/registries/acme")).body.registry).toMatchObject({ name: "acme", region: "nyc3" });
  expect((await client.get("/v2/registries/acme/repositoriesV2")).body.repositories).toEqual([]);
  expect((await client.delete("/v2/registry")).status).toBe(204);
  expect((await client.get("/v2/registries")).body.registries).toEqual([]);
});

it("the tier says how many there can be", async () => {
  const client = await openClient();
  const post = async (name: string) => (await client.post("/v2/registries", { name })).status;
  expect(await post("one")).toBe(201);
  expect(await post("two")).toBe(412);
  await client.post("/v2/registries/subscription", { tier_slug: "professional" });
  expect(await post("two")).toBe(201);
  expect((await client.post("/v2/registry/subscription", { tier_slug: "basic" })).status).toBe(412);
  const { body } = await client.get("/v2/registry/options");
  const eligible = body.options.subscription_tiers.map((tier: { readonly eligible: boolean }) => tier.eligible);
  expect(eligible).toEqual([false, false, true]);
});

it("a name belongs to one account of all", async () => {
  const client = await openClient();
  await client.post("/v2/registries", { name: "acme" });
  const other = client.as("other");
  expect((await other.post("/v2/registries/validate-name", { name: "acme" })).status).toBe(409);
  expect((await other.post("/v2/registry", { name: "acme", subscription_tier_slug: "starter" })).status).toBe(409);
  expect((await other.post("/v2/registries/validate-name", { name: "acme-2" })).status).toBe(204);
});

it("Docker's credentials hold a token of the registry, which no snapshot holds", async () => {
  const client = await openClient();
  await client.post("/v2/registries", { name: "acme" });
  const auth = async (query: string) => {
    const { body } = await client.get(`/v2/registries/acme/docker-credentials${query}`);
    return Buffer.from(body.auths["registry.digitalocean.com"].auth, "base64").toString();
  };
  const reading = await auth("");
  const [user = "", password] = reading.split(":");
  expect(user).toBe(password);
  expect(await auth("?read_write=true")).not.toBe(reading);
  expect(JSON.stringify(client.emulator.cloud.snapshot)).not.toContain(user);
});
