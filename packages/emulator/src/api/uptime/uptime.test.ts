import { describe, expect, it } from "vitest";
import { openClient } from "../../test/client.ts";

const open = async () => {
  const client = await openClient();
  const parts = { name: "web", type: "https", target: "https://www.example.com", regions: ["us_east", "eu_west"] };
  const { body } = await client.post("/v2/uptime/checks", parts);
  return { ...client, check: body.check, path: `/v2/uptime/checks/${body.check.id}` };
};
const notifications = { email: ["ops@example.com"], slack: null };

describe("uptime checks", () => {
  it("are created, changed and deleted with their alerts", async () => {
    const client = await open();
    expect(client.check).toMatchObject({ enabled: true, regions: ["us_east", "eu_west"] });
    const alert = { name: "down", type: "down", period: "2m", notifications };
    await client.post(`${client.path}/alerts`, alert);
    const parts = { ...client.check, regions: null, enabled: false };
    expect((await client.put(client.path, parts)).body.check).toEqual({ ...parts, regions: [] });
    expect((await client.delete(client.path)).status).toBe(204);
    expect((await client.get(client.path)).status).toBe(404);
    expect((await client.get(`${client.path}/alerts`)).status).toBe(404);
  });

  it("ask a URL, or ping a host", async () => {
    const { post } = await openClient();
    const parts = { name: "web", target: "www.example.com", regions: ["us_east"] };
    expect((await post("/v2/uptime/checks", { ...parts, type: "https" })).body.message).toBe(
      "target: Target is not a valid URL",
    );
    expect((await post("/v2/uptime/checks", { ...parts, type: "ping" })).status).toBe(201);
  });

  it("have a state in each of their regions", async () => {
    const { get, path } = await open();
    const { body } = await get(`${path}/state`);
    expect(Object.keys(body.state.regions)).toEqual(["us_east", "eu_west"]);
    expect(body.state.regions.us_east).toMatchObject({ status: "UP", thirty_day_uptime_percentage: 100 });
  });
});

describe("uptime alerts", () => {
  it("are created, changed and deleted", async () => {
    const client = await open();
    // As the provider's client sends it: nothing said is an empty text, or 0.
    const parts = { name: "down", type: "down", threshold: 0, comparison: "", period: "2m", notifications };
    const { body, status } = await client.post(`${client.path}/alerts`, parts);
    expect(status).toBe(201);
    expect(body.alert).toEqual({
      ...{ id: body.alert.id, name: "down", type: "down", threshold: 0, period: "2m" },
      notifications: { email: ["ops@example.com"], slack: [] },
    });
    const path = `${client.path}/alerts/${body.alert.id}`;
    expect((await client.put(path, { ...parts, period: "5m" })).body.alert).toEqual({ ...body.alert, period: "5m" });
    expect((await client.get(`${client.path}/alerts`)).body.alerts).toHaveLength(1);
    expect((await client.delete(path)).status).toBe(204);
    expect((await client.get(path)).status).toBe(404);
  });

  it("on a value need to say how it is compared, and with what", async () => {
    const { post, path } = await open();
    const { body } = await post(`${path}/alerts`, { name: "slow", type: "latency", period: "2m", notifications });
    expect(body.message).toBe("comparison: is required for latency; threshold: is required for latency");
  });
});
