import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { becomesHealthy, urlProblems } from "./health";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that answers with these statuses, the last of them for ever, and counts what it is asked. */
async function serving(...statuses: readonly number[]) {
  let asked = 0;
  const server = createServer((_, answer) => {
    answer.writeHead(statuses[Math.min(asked, statuses.length - 1)] ?? 500).end();
    asked += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  const address = server.address();
  const port = (typeof address === "object" ? (address satisfies AddressInfo | null)?.port : undefined) ?? 0;
  return { url: `http://127.0.0.1:${port}/`, asked: () => asked };
}

const quick = { times: 2, intervalSeconds: 0.01, timeoutSeconds: 5 };

describe("a Droplet", () => {
  it("is healthy once it answers as often in a row as the load balancer wants", async () => {
    const { url, asked } = await serving(503, 200, 503, 200, 302);
    await becomesHealthy({ url, ...quick });
    expect(asked()).toBe(5);
  });

  it("is not healthy by its deadline, and says what it answered last", async () => {
    const { url } = await serving(503);
    const never = becomesHealthy({ url, ...quick, timeoutSeconds: 0.05 });
    await expect(never).rejects.toThrow(`is not healthy after 0.05 s: ${url} answered 503`);
    const silent = becomesHealthy({ ...quick, url: "http://127.0.0.1:1/", timeoutSeconds: 0.05 });
    await expect(silent).rejects.toThrow("http://127.0.0.1:1/ did not answer");
    const late = becomesHealthy({ ...quick, url: (await serving(200)).url, times: 9, timeoutSeconds: 0.05 });
    await expect(late).rejects.toThrow(/answered [1-6] of 9 times in a row/);
  });

  it.each([
    "http://{ip}/",
    "https://{privateIp}:65535/up?deep=1#x",
    "http://{ip}.nip.example:8080",
    "http://gate.example.com/{privateIp}:99999/",
  ])("can be asked at %s", (url) => {
    expect(urlProblems(url)).toEqual([]);
  });

  it.each([
    ["http://www.example.com/", "is the same for every Droplet"],
    ["http://{ip}:65536/", "found port 65536; ports are 1 to 65535"],
    ["http://{ip}:0", "found port 0; ports are 1 to 65535"],
    ["http://{ip}:port/", "is not a valid URL with an address in place of {ip} or {privateIp}"],
    ["http://web{ip}/", "is not a valid URL with an address in place of {ip} or {privateIp}"],
    ["http://ann:hunter2@{ip}/", "contains credentials"],
    ["http://:8080@{privateIp}/", "contains credentials"],
  ])("cannot be asked at %s", (url, message) => {
    const problems = urlProblems(url);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });
});
