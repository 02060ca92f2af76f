import { type IncomingMessage, request } from "node:http";
import { json } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { openClient } from "../test/client.ts";

describe("the guard", () => {
  /** `fetch` sets these headers itself. */
  const answerWith = (url: string, path: string, headers: Record<string, string>, method = "GET") =>
    new Promise<IncomingMessage>((resolve, reject) => {
      request(url + path, { method, headers }, resolve)
        .on("error", reject)
        .end();
    });
  const statusWith = async (...asked: Parameters<typeof answerWith>) =>
    (await answerWith(...asked)).resume().statusCode;

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

  it.each(["/_emulator/health", "/v2/vpcs"])(
    "lets in whoever uses a name that was allowed, from no other site: %s",
    async (path) => {
      const { url } = (await openClient({ allowedHosts: ["Emulator", "cloud.test"] })).emulator;
      const { port } = new URL(url);
      const cases = [
        [{ host: `emulator:${port}` }, 200],
        [{ host: "cloud.test" }, 200],
        [{ host: `emulator:${port}`, origin: `http://emulator:${port}` }, 200],
        [{ host: `emulator:${port}`, origin: "http://emulator:1" }, 403],
        [{ host: `emulator:${port}`, origin: "https://evil.example" }, 403],
        [{ host: `emulator:${port}`, origin: "null" }, 403],
        [{ host: `emulator.evil.example:${port}` }, 403],
        [{ host: `evil.cloud.test.example:${port}` }, 403],
        [{ host: `evil.example:${port}`, origin: `http://evil.example:${port}` }, 403],
      ] as const;
      for (const [headers, status] of cases) {
        const all = { ...headers, authorization: "Bearer token" };
        expect(await statusWith(url, path, all), JSON.stringify(headers)).toBe(status);
      }
    },
  );

  it("lets a link on another site lead to the page, and to nothing else", async () => {
    const { url } = (await openClient()).emulator;
    const { host } = new URL(url);
    const link = { host, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };
    const cases = [
      ["/_emulator", link, 200],
      ["/_emulator/", link, 200],
      ["/_emulator/?from=elsewhere", link, 200],
      ["/_emulator/index.html", { ...link, "sec-fetch-site": "same-site" }, 200],
      ["/_emulator/", { ...link, host: "evil.example" }, 403],
      ["/_emulator/", { ...link, origin: "https://evil.example" }, 403],
      ["/_emulator/", { ...link, "sec-fetch-dest": "iframe" }, 403],
      ["/_emulator/page.js", { ...link, "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" }, 403],
      ["/_emulator/health", link, 403],
      ["/_emulator/environment", link, 403],
      ["/_emulator/unheard_of", link, 403],
      ["/v2/vpcs", link, 403],
    ] as const;
    for (const [path, headers, status] of cases) {
      const all = { ...headers, authorization: "Bearer token" };
      expect(await statusWith(url, path, all), `${path} ${JSON.stringify(headers)}`).toBe(status);
    }
    expect(await statusWith(url, "/_emulator/", link, "POST")).toBe(403);
    expect(await statusWith(url, "/_emulator/reset", link, "POST")).toBe(403);
  });

  it.each([
    [{ host: "emulator:4801" }, 'the host "emulator" is not allowed; start the emulator with --allow-host emulator'],
    [{ origin: "https://evil.example" }, "requests from another site are refused"],
    [{ "sec-fetch-site": "cross-site" }, "requests from another site are refused"],
  ])("says what it refuses, and what allows it: %j", async (headers, message) => {
    const { url } = (await openClient()).emulator;
    for (const path of ["/_emulator/health", "/v2/vpcs"]) {
      expect(await json(await answerWith(url, path, headers))).toEqual({ id: "forbidden", message });
    }
  });

  it("gives nobody but Spaces what a bucket's host asks for", async () => {
    const { url } = (await openClient({ allowedHosts: ["emulator"] })).emulator;
    const { port } = new URL(url);
    for (const name of ["localhost", "127.0.0.1", "emulator"]) {
      const headers = { host: `files.${name}:${port}`, authorization: "Bearer token" };
      for (const path of ["/_emulator/snapshot", "/v2/vpcs"]) {
        expect(await statusWith(url, path, headers), name).toBeGreaterThanOrEqual(400);
      }
    }
  });
});
