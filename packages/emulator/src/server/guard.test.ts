import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { openClient } from "../test/client.ts";

describe("the guard", () => {
  /** `fetch` sets these headers itself. */
  const statusWith = (url: string, path: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(url + path, { headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on("error", reject)
        .end();
    });

  it.each(["/_emulator/health", "/v2/vpcs"])("lets nobody drive %s from another site", async (path) => {
    const { url } = (await openClient()).emulator;
    const { host, port } = new URL(url);
    const cases = [
      [{ host }, 200],
      [{ host, origin: url }, 200],
      [{ host: `localhost:${port}`, origin: `http://localhost:${port}` }, 200],
      [{ host: "192.168.1.7:80", origin: "http://192.168.1.7" }, 200],
      [{ host, origin: "https://evil.example" }, 403],
      [{ host, origin: "null" }, 403],
      [{ host, origin: `http://localhost:${port}` }, 403],
      [{ host, "sec-fetch-site": "same-origin" }, 200],
      [{ host, "sec-fetch-site": "none" }, 200],
      [{ host, "sec-fetch-site": "cross-site" }, 403],
      [{ host, "sec-fetch-site": "same-site" }, 403],
      [{ host: `evil.example:${port}` }, 403],
      [{ host: `evil.example:${port}`, origin: `http://evil.example:${port}` }, 403],
      [{ host: "127.0.0.1.evil.example" }, 403],
    ] as const;
    for (const [headers, status] of cases) {
      const all = { ...headers, authorization: "Bearer token" };
      expect(await statusWith(url, path, all), JSON.stringify(headers)).toBe(status);
    }
  });
});
