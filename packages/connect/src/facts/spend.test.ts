import { expect, it } from "vitest";
import * as z from "zod";
import { openBoth } from "../test/open.ts";
import { forecastOf, readSpend } from "./spend.ts";

const account = z.object({ account: z.object({ team: z.object({ uuid: z.string() }) }) });

it("reads the month so far, and what the day before cost", async () => {
  const { emulator, client } = await openBoth();
  const { clock } = emulator.cloud;
  clock.stop(Date.UTC(2027, 4, 1));
  const database = { name: "main", engine: "pg", size: "db-s-1vcpu-2gb", num_nodes: 1, region: "nyc3" };
  await client.send("POST", "/v2/databases", { body: database });
  clock.advance(14 * 86_400_000);
  const { team } = (await client.get("/v2/account", account)).account;
  const spend = await readSpend(client, team.uuid);
  // $30.45 for 28 days.
  expect(spend).toEqual({ monthToDate: 15.23, at: new Date("2027-05-15T00:00:00Z"), dayBefore: 1.09 });
  expect(await readSpend(client, undefined)).toMatchObject({ monthToDate: 15.23, dayBefore: undefined });
  // Of another team, nothing is told.
  expect(await readSpend(client, "someone-elses")).toMatchObject({ monthToDate: 15.23, dayBefore: undefined });
});

it("gives the reason if the token may not read it", async () => {
  const { client } = await openBoth({ tokens: [{ token: "token", scopes: ["droplet:read"] }] });
  expect(await readSpend(client, undefined)).toEqual({
    path: "/v2/customers/my/balance",
    reason: expect.stringContaining("403"),
  });
});

it("forecasts the month between the cap of 28 days and none", () => {
  const spend = { monthToDate: 14, at: new Date("2027-05-15T00:00:00Z"), dayBefore: 1 };
  expect(forecastOf(spend)).toEqual({ low: 28, high: 31 });
  expect(forecastOf({ ...spend, at: new Date("2027-05-30T00:00:00Z") })).toEqual({ low: 14, high: 16 });
  expect(forecastOf({ ...spend, at: new Date("2027-02-15T00:00:00Z") })).toEqual({ low: 28, high: 28 });
  expect(forecastOf({ ...spend, dayBefore: undefined })).toBeUndefined();
});
