import { describe, expect, it } from "vitest";
import { averageDays, runsOn, runsPerMonth, scheduleOf } from "./cron";

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

describe("runsOn", () => {
  const at = (cron: string, day: string) => {
    const schedule = scheduleOf(cron);
    if (schedule === undefined) throw new Error(cron);
    return runsOn(schedule, Date.parse(`${day}T12:00:00Z`)).map((time) => new Date(time).toISOString().slice(11, 16));
  };

  it("names the minutes of a day, in order", () => {
    // A Friday.
    expect(at("30,0 9-10 * * FRI", "2027-01-01")).toEqual(["09:00", "09:30", "10:00", "10:30"]);
    expect(at("0 9 * * SAT", "2027-01-01")).toEqual([]);
    expect(at("0 9 * 2 *", "2027-01-01")).toEqual([]);
    expect(at("0 9 2 * FRI", "2027-01-01")).toEqual(["09:00"]);
    expect(at("0 9 2 * *", "2027-01-01")).toEqual([]);
  });
});
