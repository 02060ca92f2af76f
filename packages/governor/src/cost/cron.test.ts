import { describe, expect, it } from "vitest";
import { averageDays, runsPerMonth } from "./cron";

describe("runsPerMonth", () => {
  it.each([
    ["0 3 * * *", averageDays],
    ["*/15 * * * *", 96 * averageDays],
    ["0,30 8-17 * * MON-FRI", (20 * averageDays * 5) / 7],
    ["5/20 * * * *", 72 * averageDays],
    ["0 0 1 * *", averageDays / 31],
    ["0 0 * * 0,7", averageDays / 7],
    ["0 0 * jan,JUL *", averageDays / 6],
    ["0 0 1-31 * 1", averageDays],
  ])("%s", (cron, runs) => {
    expect(runsPerMonth(cron)).toBeCloseTo(runs, 6);
  });

  it.each([
    "",
    "daily",
    "@daily",
    "* * * *",
    "* * * * * *",
    "60 * * * *",
    "5-1 * * * *",
    "*/0 * * * *",
    "a * * * *",
    "1-2-3 * * * *",
    "1/2/3 * * * *",
    "* * 0 * *",
    "-1 * * * *",
  ])("%j is not a schedule", (cron) => {
    expect(runsPerMonth(cron)).toBeUndefined();
  });
});
