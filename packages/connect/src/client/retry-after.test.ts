import { expect, it } from "vitest";
import * as z from "zod";
import { listen } from "../test/listen.ts";
import { openClientIn } from "./client.ts";

/** The pauses, in seconds, of a client whose first two requests are answered with 503. */
async function pausesAfter(retryAfter: string): Promise<readonly number[]> {
  let count = 0;
  const url = await listen((_request, response) => {
    count += 1;
    if (count <= 2) response.writeHead(503, { "retry-after": retryAfter }).end();
    else response.end("{}");
  });
  const pauses: number[] = [];
  const clock = {
    now: () => Date.now(),
    async wait(milliseconds: number) {
      pauses.push(milliseconds / 1000);
    },
  };
  const world = { clock, random: () => 0, limiters: new Map() };
  const client = openClientIn(world, { token: "token", url, longestWaitSeconds: 60 });
  await client.get("/v2/account", z.object({}));
  return pauses;
}

it("waits as long as an API that is unavailable asks for, but not longer than a client waits for anything", async () => {
  expect(await pausesAfter("7")).toEqual([7, 7]);
  expect(await pausesAfter("86400")).toEqual([60, 60]);
  expect(await pausesAfter("soon")).toEqual([0, 0]);
});
