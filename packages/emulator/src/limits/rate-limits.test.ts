import { describe, expect, it, onTestFinished, vi } from "vitest";
import { openClient } from "../test/client.ts";
import { RateLimits } from "./rate-limits.ts";

/** Stops real time, and answers with what moves it. */
function stopTime(at: string): (milliseconds: number) => void {
  let now = Date.parse(at) - performance.timeOrigin;
  const spy = vi.spyOn(performance, "now").mockImplementation(() => now);
  onTestFinished(() => spy.mockRestore());
  return (milliseconds) => {
    now += milliseconds;
  };
}

describe("rate limits", () => {
  it("are told with every answer and refuse nothing unless asked to", async () => {
    const client = await openClient();
    stopTime("2026-01-01T00:00:00Z");
    for (let index = 0; index < 251; index += 1) client.emulator.limits.take("other", "GET", "/v2/vpcs");
    const first = await client.get("/v2/vpcs");
    expect(Object.fromEntries(first.headers)).toMatchObject({
      "ratelimit-limit": "5000",
      "ratelimit-remaining": "4999",
      "ratelimit-reset": String(Date.parse("2026-01-01T01:00:00Z") / 1000),
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(first.headers.has("retry-after")).toBe(false);
    expect((await client.get("/v2/unheard_of")).headers.get("ratelimit-remaining")).toBe("4998");
  });

  it("allow 250 requests in a minute that slides, and say how long to wait", async () => {
    const { emulator, get } = await openClient({ limits: true });
    const advance = stopTime("2026-01-01T00:00:00Z");
    // The emulator's clock has no say in it.
    emulator.cloud.clock.stop(0);
    for (let index = 0; index < 249; index += 1) await get("/v2/vpcs");
    advance(30_000);
    expect((await get("/v2/vpcs")).status).toBe(200);
    emulator.cloud.clock.advance(3_600_000);
    const refused = await get("/v2/vpcs");
    expect(refused).toMatchObject({ status: 429, body: { id: "too_many_requests" } });
    expect(refused.headers.get("retry-after")).toBe("30");
    expect(refused.headers.get("ratelimit-remaining")).toBe("0");
    advance(30_000);
    expect((await get("/v2/vpcs")).status).toBe(200);
  });

  it("allow 5,000 requests in an hour, and say no word of waiting beyond the reset", async () => {
    const { emulator, get, as } = await openClient({ limits: true });
    const advance = stopTime("2026-01-01T00:00:00Z");
    await get("/v2/vpcs");
    const [holder = ""] = emulator.cloud.all().map(({ id }) => id);
    for (let index = 1; index < 5000; index += 1) {
      advance(300);
      emulator.limits.take(holder, "GET", "/v2/vpcs");
    }
    advance(60_000);
    const refused = await get("/v2/vpcs");
    expect(refused.status).toBe(429);
    expect(refused.headers.has("retry-after")).toBe(false);
    expect(refused.headers.get("ratelimit-reset")).toBe(String(Date.parse("2026-01-01T01:00:00Z") / 1000));
    expect((await as("another").get("/v2/vpcs")).status).toBe(200);
    advance(3_600_000 - 4999 * 300 - 60_000);
    expect((await get("/v2/vpcs")).status).toBe(200);
  });

  it("are narrower for the account's keys and for the CDN", async () => {
    const { emulator } = await openClient({ limits: true });
    const { limits } = emulator;
    stopTime("2026-01-01T00:00:00Z");
    const refusals = (method: string, path: string, count: number) =>
      Array.from({ length: count }, () => limits.take("one", method, path).refusal?.status).filter(Boolean);
    expect(refusals("GET", "/v2/account/keys", 12)).toEqual([429, 429]);
    expect(refusals("POST", "/v2/account/keys", 12)).toEqual([]);
    expect(refusals("GET", "/v2/cdn/endpoints/7", 3)).toEqual([]);
    expect(refusals("POST", "/v2/cdn/endpoints", 3)).toEqual([429]);
  });

  it("forget a token an hour after its last request", () => {
    const limits = new RateLimits(false);
    const advance = stopTime("2026-01-01T00:00:00Z");
    for (let index = 0; index < 1000; index += 1) limits.take(`invented ${index}`, "GET", "/v2/vpcs");
    expect(limits.size).toBe(1000);
    advance(3_600_000);
    limits.take("one", "GET", "/v2/vpcs");
    expect(limits.size).toBe(1);
  });

  it("cost no more for a token than its requests", () => {
    const limits = new RateLimits(false);
    const before = memory();
    for (let index = 0; index < 500; index += 1) limits.take(`invented ${index}`, "GET", "/v2/vpcs");
    expect((memory() - before) / 500).toBeLessThan(8 * 1024);
  });
});

function memory(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
