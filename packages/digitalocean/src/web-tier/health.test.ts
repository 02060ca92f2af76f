import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { becomesHealthy, namesAddress } from "./health";

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

  it("has its own address in a health URL", () => {
    expect(["http://{ip}/", "http://{privateIp}:8080/up", "http://www.example.com/"].map(namesAddress)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
