import { describe, expect, it } from "vitest";
import { openClient } from "../../test/client.ts";
import { spacesOf } from "../../test/spaces.ts";
import { defaultAccessKey } from "../spaces/key.ts";

const origin = "assets.nyc3.digitaloceanspaces.com";

const open = async () => {
  const client = await openClient();
  const { emulator } = client;
  const spaces = spacesOf(emulator, defaultAccessKey(emulator.cloud.accountOf("token")));
  await spaces.send("PUT", "/assets");
  return client;
};

describe("CDN endpoints", () => {
  it("are created, changed, purged and deleted", async () => {
    const client = await open();
    const { body, status } = await client.post("/v2/cdn/endpoints", { origin, ttl: 0 });
    expect(status).toBe(201);
    expect(body.endpoint).toMatchObject({ origin, endpoint: "assets.nyc3.cdn.digitaloceanspaces.com", ttl: 3600 });
    const path = `/v2/cdn/endpoints/${body.endpoint.id}`;
    expect((await client.put(path, { ttl: 60 })).body.endpoint).toEqual({ ...body.endpoint, ttl: 60 });
    expect((await client.delete(`${path}/cache`, { files: ["*"] })).status).toBe(204);
    expect((await client.delete(path)).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
  });

  it("stand in front of a Space, and have a domain with a certificate that exists", async () => {
    const { post } = await open();
    expect((await post("/v2/cdn/endpoints", { origin: "www.example.com" })).body.message).toBe(
      "origin: is not a bucket of this account",
    );
    const custom_domain = "cdn.example.com";
    expect((await post("/v2/cdn/endpoints", { origin, custom_domain })).status).toBe(422);
    const missing = await post("/v2/cdn/endpoints", { origin, custom_domain, certificate_id: "none" });
    expect(missing.body.message).toBe("certificate_id: no such certificate");
  });
});
