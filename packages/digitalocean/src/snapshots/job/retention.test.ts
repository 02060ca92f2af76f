import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kept, type Retention } from "./retention";
import { slotOf } from "./slots";

const day = 86_400_000;
const keep: Retention = { daily: 7, weekly: 4, monthly: 6 };
const at = (date: string) => Date.parse(`${date}T03:00:00Z`);
const datesOf = (times: Iterable<number>) => [...times].map((time) => new Date(time).toISOString().slice(0, 10)).sort();

/** What is left of a schedule that takes a snapshot every so many hours and prunes after each. */
function simulate(days: number, everyHours: number, retention: Retention, missed: (slot: number) => boolean) {
  const start = at("2026-01-01");
  let left: readonly number[] = [];
  for (let now = start; now < start + days * day; now += everyHours * 3_600_000) {
    if (!missed(now)) left = [...left, now];
    left = [...kept(left, retention, now)];
  }
  return left;
}

describe("the retention", () => {
  it("is the newest of each of the last days, weeks and months", () => {
    const left = simulate(400, 24, keep, () => false);
    expect(datesOf(left)).toEqual([
      "2026-09-30",
      "2026-10-31",
      "2026-11-30",
      "2026-12-31",
      "2027-01-17",
      "2027-01-24",
      "2027-01-29",
      "2027-01-30",
      "2027-01-31",
      "2027-02-01",
      "2027-02-02",
      "2027-02-03",
      "2027-02-04",
    ]);
  });

  it("is everything of the last day, however often snapshots are taken", () => {
    const left = simulate(30, 6, { daily: 3, weekly: 0, monthly: 0 }, () => false);
    expect(left).toHaveLength(4 + 2);
    expect(Math.min(...left)).toBeGreaterThan(at("2026-01-01") + 27 * day - 1);
  });

  it("is nothing without a snapshot, and one that is all there is", () => {
    expect([...kept([], keep, 0)]).toEqual([]);
    expect([...kept([1], { daily: 0, weekly: 0, monthly: 0 }, 100 * day)]).toEqual([1]);
  });

  const times = fc.array(fc.integer({ min: 0, max: 3 * 365 }).map((days) => at("2026-01-01") + days * day));
  const counts = fc.record({
    daily: fc.integer({ min: 0, max: 31 }),
    weekly: fc.integer({ min: 0, max: 10 }),
    monthly: fc.integer({ min: 0, max: 24 }),
  });
  const now = fc.integer({ min: 0, max: 4 * 365 }).map((days) => at("2026-01-01") + days * day);

  it("always holds the newest, is part of what there is, and does not depend on its order", () => {
    fc.assert(
      fc.property(times, counts, now, (taken, retention, time) => {
        const left = kept(taken, retention, time);
        for (const one of left) expect(taken).toContain(one);
        if (taken.length > 0) expect(left).toContain(Math.max(...taken));
        expect(kept([...taken].reverse(), retention, time)).toEqual(left);
      }),
    );
  });

  it("has as many days, weeks and months as asked for, or as there are", () => {
    fc.assert(
      fc.property(times, counts, now, (taken, retention, time) => {
        const left = [...kept(taken, retention, time)];
        const monday = (one: number) => {
          const date = new Date(one);
          return new Date(one - ((date.getUTCDay() + 6) % 7) * day).toISOString().slice(0, 10);
        };
        const periods = [
          [retention.daily, (one: number) => new Date(one).toISOString().slice(0, 10)],
          [retention.weekly, monday],
          [retention.monthly, (one: number) => new Date(one).toISOString().slice(0, 7)],
        ] as const;
        for (const [count, periodOf] of periods) {
          const there = [...new Set(taken.map(periodOf))].sort().reverse();
          const those = new Set(left.map(periodOf));
          for (const period of there.slice(0, count)) expect(those).toContain(period);
        }
        const { daily, weekly, monthly } = retention;
        expect(left.filter((one) => time - one >= day).length).toBeLessThanOrEqual(daily + weekly + monthly + 1);
      }),
    );
  });

  it("is stable: pruning again deletes nothing more", () => {
    fc.assert(
      fc.property(times, counts, now, (taken, retention, time) => {
        const left = kept(taken, retention, time);
        expect(kept([...left], retention, time)).toEqual(left);
      }),
    );
  });

  it("reaches the counts day by day, whatever days are missed, as if nothing had been pruned before", () => {
    fc.assert(
      fc.property(counts, fc.array(fc.integer({ min: 0, max: 199 })), (retention, missed) => {
        const gaps = new Set(missed.map((days) => at("2026-01-01") + days * day));
        const left = simulate(200, 24, retention, (slot) => gaps.has(slot));
        const all = Array.from({ length: 200 }, (_, index) => at("2026-01-01") + index * day);
        const last = at("2026-01-01") + 199 * day;
        const ideal = kept(
          all.filter((slot) => !gaps.has(slot)),
          retention,
          last,
        );
        expect(datesOf(left)).toEqual(datesOf(ideal));
      }),
      { numRuns: 30 },
    );
  });
});

describe("slotOf", () => {
  it.each([
    ["2026-11-29T02:59:59Z", 24, "03:00", "2026-11-28T03:00:00.000Z"],
    ["2026-11-29T03:00:00Z", 24, "03:00", "2026-11-29T03:00:00.000Z"],
    ["2026-11-29T14:10:00Z", 6, "03:30", "2026-11-29T09:30:00.000Z"],
    ["2026-11-29T01:00:00Z", 12, "23:00", "2026-11-28T23:00:00.000Z"],
  ])("at %s, every %i hours from %s, is %s", (now, everyHours, startTime, slot) => {
    expect(new Date(slotOf(Date.parse(now), { everyHours, startTime })).toISOString()).toBe(slot);
  });
});
