import { describe, expect, it } from "vitest";
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

describe("what is pushed into a registry", () => {
  async function pushed() {
    const client = await openClient();
    await client.post("/v2/registry", { name: "acme", subscription_tier_slug: "basic" });
    const push = async (tag: string, bytes = 1000, registry = "acme") =>
      client.post("/_emulator/deposits", { kind: "image", registry, repository: "shop/web", tag, bytes });
    const first = (await push("v1")).body.digest;
    await push("v2", 3000);
    return { client, push, first };
  }

  it.each(["/v2/registries/acme", "/v2/registry/acme"])("is listed and deleted below %s", async (path) => {
    const { client, push, first } = await pushed();
    const repository = `${path}/repositories/shop%2Fweb`;
    const tags = async () =>
      (await client.get(`${repository}/tags`)).body.tags.map((one: { readonly tag: string }) => one.tag);
    expect((await client.get(`${path}/repositoriesV2`)).body.repositories).toMatchObject([
      { name: "shop/web", tag_count: 2, manifest_count: 2, latest_manifest: { tags: ["v2"], size_bytes: 3000 } },
    ]);
    expect(await tags()).toEqual(["v1", "v2"]);
    // The tag moves to the image that is pushed last.
    await push("v1");
    const { manifests } = (await client.get(`${repository}/digests`)).body;
    expect(manifests).toMatchObject([{ digest: first, tags: [] }, { tags: ["v2"] }, { tags: ["v1"] }]);
    expect((await client.delete(`${repository}/digests/${first}`)).status).toBe(204);
    expect((await client.delete(`${repository}/digests/${first}`)).status).toBe(404);
    expect((await client.delete(`${repository}/tags/v1`)).status).toBe(204);
    expect((await client.delete(`${repository}/tags/v1`)).status).toBe(404);
    expect(await tags()).toEqual(["v2"]);
    expect((await client.get(`${path}/repositories/none/tags`)).status).toBe(404);
    expect((await client.get(`${path.replace("acme", "none")}/repositoriesV2`)).status).toBe(404);
    expect((await push("v3", 1, "none")).status).toBe(404);
  });

  it("is deleted by repository, and listed by the older API with its latest tag", async () => {
    const { client } = await pushed();
    expect((await client.get("/v2/registry/acme/repositories")).body.repositories).toMatchObject([
      { name: "shop/web", latest_tag: { tag: "v2" }, tag_count: 2 },
    ]);
    const one = "/v2/registries/acme/repositories/shop%2Fweb";
    expect((await client.delete(one)).status).toBe(204);
    expect((await client.delete(one)).status).toBe(404);
    expect((await client.get("/v2/registry/acme/repositories")).body.repositories).toEqual([]);
  });

  it("takes room until garbage is collected", async () => {
    const { client, first } = await pushed();
    client.emulator.cloud.transitions.policies.set("registry.garbage_collection", { when: "polls", times: 1 });
    const used = async () => (await client.get("/v2/registries/acme")).body.registry.storage_usage_bytes;
    const path = "/v2/registries/acme/garbage-collection";
    const collect = async (type?: string) => client.post(path, type === undefined ? undefined : { type });
    expect(await used()).toBe(2000);
    expect((await client.get(path)).status).toBe(404);
    await client.delete(`/v2/registries/acme/repositories/shop%2Fweb/digests/${first}`);
    await client.delete("/v2/registries/acme/repositories/shop%2Fweb/tags/v2");
    expect(await used()).toBe(2000);
    const begun = await collect();
    expect(begun).toMatchObject({ status: 201, body: { garbage_collection: { status: "requested" } } });
    expect((await collect()).status).toBe(412);
    expect((await client.get(path)).body.garbage_collection.status).toBe("requested");
    expect((await client.get(path)).body.garbage_collection).toMatchObject({
      ...{ status: "succeeded", blobs_deleted: 1, freed_bytes: 500 },
    });
    expect(await used()).toBe(1500);
    const { uuid } = (await collect("untagged manifests and unreferenced blobs")).body.garbage_collection;
    const stop = async () => client.put(`/v2/registry/acme/garbage-collection/${uuid}`, { cancel: true });
    expect((await stop()).body.garbage_collection.status).toBe("cancelled");
    expect((await stop()).status).toBe(412);
    expect(await used()).toBe(1500);
    await collect("untagged manifests and unreferenced blobs");
    for (let poll = 0; poll < 2; poll += 1) await client.get(path);
    expect(await used()).toBe(0);
    const { garbage_collections } = (await client.get(`${path}s`)).body;
    expect(garbage_collections.map((one: { readonly status: string }) => one.status)).toEqual([
      ...["succeeded", "cancelled", "succeeded"],
    ]);
    expect((await collect("everything")).status).toBe(422);
    await client.delete("/v2/registry");
    expect(JSON.stringify(client.emulator.cloud.snapshot)).not.toContain("shop/web");
  });
});
