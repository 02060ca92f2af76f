import { mkdtempSync } from "node:fs";
import { get, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "./emulator.ts";

const running: Emulator[] = [];
const start = async (options?: EmulatorOptions) => {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return emulator;
};
afterEach(async () => {
  for (const emulator of running.splice(0)) await emulator.close();
});

const call = async ({ url }: Emulator, method: string, path: string, body?: unknown, token = "a") => {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
};

describe("an emulator", () => {
  it("creates, reads and deletes, for one account as if there were no other", async () => {
    const emulator = await start();
    const { status, body } = await call(emulator, "POST", "/v2/vpcs", { name: "net", region: "nyc3" });
    expect(status).toBe(201);
    expect(body.vpc).toMatchObject({ name: "net", region: "nyc3", default: false, urn: `do:vpc:${body.vpc.id}` });
    const path = `/v2/vpcs/${body.vpc.id}`;
    expect(await call(emulator, "GET", path)).toEqual({ status: 200, body });
    expect((await call(emulator, "GET", path, undefined, "b")).status).toBe(404);
    expect(await call(emulator, "DELETE", path)).toEqual({ status: 204, body: undefined });
    expect((await call(emulator, "GET", path)).body).toMatchObject({ id: "not_found" });
  });

  it("answers what it does not have with 501, which no client takes for gone", async () => {
    expect(await call(await start(), "GET", "/v2/unheard_of")).toMatchObject({ status: 501 });
  });

  it("asks for a token, for what it does not have too", async () => {
    const { url } = await start();
    expect((await fetch(`${url}/v2/vpcs`)).status).toBe(401);
    expect((await fetch(`${url}/v2/unheard_of`)).status).toBe(401);
  });

  it.each(["TRACE", "QUERY", "M-SEARCH"])("has no %s, which is no fault of its own", async (method) => {
    const { url } = await start();
    const status = await new Promise((resolve, reject) => {
      const sent = request(`${url}/v2/vpcs`, { method, headers: { authorization: "Bearer a" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      sent.on("error", reject).end();
    });
    expect(status).toBe(501);
  });

  it("keeps a client from the proxy on the way to itself, wherever it listens", async () => {
    const { url, env } = await start({ host: "127.0.0.2" });
    expect(url).toContain("http://127.0.0.2:");
    const hosts = "127.0.0.1,localhost,127.0.0.2";
    expect(env()).toMatchObject({ NO_PROXY: hosts, no_proxy: hosts });
  });

  it("is at an address that can be gone to where it listens on all", async () => {
    const { url, env } = await start({ host: "0.0.0.0" });
    expect(url).toContain("http://127.0.0.1:");
    expect(env()).toMatchObject({ DIGITALOCEAN_API_URL: url, NO_PROXY: "127.0.0.1,localhost" });
  });

  it("answers whoever expects something that nobody knows", async () => {
    const { url } = await start();
    const status = await new Promise((resolve, reject) => {
      const headers = { authorization: "Bearer a", expect: "200" };
      get(`${url}/v2/vpcs`, { headers }, (response) => resolve(response.resume().statusCode)).on("error", reject);
    });
    expect(status).toBe(200);
  });

  it("makes the same ids for the same seed", async () => {
    const make = async (seed: string) =>
      (await call(await start({ seed }), "POST", "/v2/vpcs", { name: "net", region: "nyc3" })).body.vpc.id;
    expect(await make("one")).toBe(await make("one"));
    expect(await make("one")).not.toBe(await make("two"));
  });

  it("goes on from a folder where it was stopped", async () => {
    const persist = mkdtempSync(join(tmpdir(), "emulator-"));
    const first = await start({ persist });
    const { body } = await call(first, "POST", "/v2/vpcs", { name: "net", region: "nyc3" });
    await first.close();
    running.length = 0;
    const second = await start({ persist });
    expect((await call(second, "GET", `/v2/vpcs/${body.vpc.id}`)).body).toEqual(body);
    const next = await call(second, "POST", "/v2/vpcs", { name: "other", region: "nyc3" });
    expect(next.body.vpc.id).not.toBe(body.vpc.id);
  });
});
