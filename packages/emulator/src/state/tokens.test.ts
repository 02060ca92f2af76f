import { describe, expect, it } from "vitest";
import { openClient } from "../test/client.ts";

const refresh = async (url: string, refreshToken: string) => {
  const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken });
  const response = await fetch(`${url}/v1/oauth/refresh`, { method: "POST", body });
  return { status: response.status, body: JSON.parse(await response.text()) };
};

describe("a token with scopes", () => {
  it("may do what they name on its account, and gets DigitalOcean's 403 for the rest", async () => {
    const owner = await openClient({ tokens: [{ token: "reader", account: "token", scopes: ["vpc:read"] }] });
    const reader = owner.as("reader");
    const { id } = (await owner.post("/v2/vpcs", { name: "net", region: "nyc3" })).body.vpc;
    expect((await reader.get(`/v2/vpcs/${id}`)).body.vpc.name).toBe("net");
    const refusal = {
      status: 403,
      body: { id: "Forbidden", message: "You are not authorized to perform this operation" },
    };
    expect(await reader.delete(`/v2/vpcs/${id}`)).toMatchObject(refusal);
    // What is refused is not read first: neither whether it exists nor whether the body is right.
    expect(await reader.delete("/v2/vpcs/none")).toMatchObject(refusal);
    expect(await reader.post("/v2/droplets", { name: 5 })).toMatchObject(refusal);
    expect((await owner.get("/v2/vpcs")).body.meta.total).toBe(2);
    expect((await reader.get("/v1/oauth/token/info")).body.scopes).toEqual(["vpc:read"]);
  });

  it("has rate limits of its own, whichever account it opens", async () => {
    const owner = await openClient({ tokens: [{ token: "reader", account: "token" }] });
    for (let index = 0; index < 3; index += 1) await owner.get("/v2/vpcs");
    expect((await owner.as("reader").get("/v2/vpcs")).headers.get("ratelimit-remaining")).toBe("4999");
  });

  it("opens the account of its own, too", async () => {
    const owner = await openClient({ tokens: [{ token: "lone", scopes: ["account:read"] }] });
    const uuids = await Promise.all(
      ["token", "lone"].map(async (token) => (await owner.as(token).get("/v2/account")).body.account.uuid),
    );
    expect(new Set(uuids).size).toBe(2);
  });

  it("is refused once it has expired, by the emulator's clock", async () => {
    const { emulator, as } = await openClient({ tokens: [{ token: "brief", expiresIn: 60 }] });
    const brief = as("brief");
    expect((await brief.get("/v1/oauth/token/info")).body.expires_in_seconds).toBeGreaterThan(50);
    emulator.cloud.clock.advance(60_000);
    expect(await brief.get("/v2/account")).toMatchObject({ status: 401, body: { id: "unauthorized" } });
    expect((await brief.get("/v2/gen-ai/agents")).status).toBe(401);
  });
});

describe("a refresh token", () => {
  it("gives another pair once, and ends the token that came with it", async () => {
    const tokens = [{ token: "first", refreshToken: "dor_v1_first", account: "token", scopes: ["vpc:read"] }];
    const { emulator, get, as } = await openClient({ tokens });
    const { status, body } = await refresh(emulator.url, "dor_v1_first");
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        access_token: expect.stringMatching(/^doo_v1_[0-9a-f]{64}$/),
        refresh_token: expect.stringMatching(/^dor_v1_[0-9a-f]{64}$/),
        token_type: "bearer",
        expires_in: 2_592_000,
        scope: "vpc:read",
      },
    });
    expect((await as("first").get("/v2/vpcs")).status).toBe(401);
    const next = as(body.access_token);
    expect((await next.get("/v2/vpcs")).body.vpcs).toEqual((await get("/v2/vpcs")).body.vpcs);
    expect((await next.get("/v2/droplets")).status).toBe(403);
    expect((await refresh(emulator.url, "dor_v1_first")).status).toBe(401);
    expect((await refresh(emulator.url, body.refresh_token)).status).toBe(200);
  });

  it("is needed", async () => {
    const { emulator } = await openClient();
    expect(await refresh(emulator.url, "dor_v1_other")).toMatchObject({
      status: 401,
      body: { error: "invalid_grant" },
    });
    const response = await fetch(`${emulator.url}/v1/oauth/refresh`, { method: "POST" });
    expect(response.status).toBe(400);
  });
});

describe("the control endpoint of tokens", () => {
  const put = async (url: string, body: object) => {
    const response = await fetch(`${url}/_emulator/tokens`, { method: "PUT", body: JSON.stringify(body) });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };

  it("tells what a token may do, until everything is reset", async () => {
    const { emulator, as } = await openClient();
    const { body } = await put(emulator.url, {
      token: "reader",
      account: "token",
      scopes: ["vpc:read"],
      expires_in: 5,
    });
    expect(body).toMatchObject({ scopes: ["vpc:read"], expires_at: expect.stringMatching(/^\d{4}-/) });
    expect((await as("reader").get("/v2/droplets")).status).toBe(403);
    await fetch(`${emulator.url}/_emulator/reset`, { method: "POST" });
    expect((await as("reader").get("/v2/droplets")).status).toBe(200);
  });

  it("forgets the account that a token opens", async () => {
    const owner = await openClient({ tokens: [{ token: "reader", account: "token" }] });
    await owner.post("/v2/vpcs", { name: "net", region: "nyc3" });
    const body = JSON.stringify({ token: "reader" });
    await fetch(`${owner.emulator.url}/_emulator/accounts/reset`, { method: "POST", body });
    expect((await owner.get("/v2/vpcs")).body.vpcs).toEqual([]);
  });

  it("refuses what is not valid, with every problem", async () => {
    const { emulator } = await openClient();
    const { status, body } = await put(emulator.url, { token: "a b", scopes: ["droplets"], expires: 5 });
    expect(status).toBe(422);
    expect(body.message).toMatch(/token: .*scopes\.0: must be a scope such as droplet:read.*"expires"/);
  });
});
