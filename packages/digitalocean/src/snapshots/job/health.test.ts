import { describe, expect, it } from "vitest";
import { Health } from "./health";
import { hour } from "./slots";

const now = Date.parse("2026-11-29T03:00:00Z");
const of = () => new Health({ everyHours: 24, lateHours: 6 });

describe("the health of a schedule", () => {
  it("is bad until DigitalOcean has answered, and where there is nothing to do", () => {
    const health = of();
    expect(health.problem(now)).toBe("DigitalOcean has not answered yet");
    health.update([], now);
    expect(health.problem(now)).toBe("there is nothing to take snapshots of");
  });

  it("is good until a snapshot is missed by more hours than allowed", () => {
    const health = of();
    const at = (time: number) => {
      health.update(
        [
          { source: "volume a", newest: now },
          { source: "volume b", newest: now - 24 * hour },
        ],
        time,
      );
      return health.problem(time);
    };
    expect(at(now + 6 * hour)).toBeUndefined();
    expect(at(now + 6 * hour + 1)).toBe("late: 1 of 2");
    expect(at(now + 30 * hour + 1)).toBe("late: 2 of 2");
  });

  it("gives a new source its time, which does not begin anew with every pass", () => {
    const health = of();
    const at = (time: number) => {
      health.update([{ source: "volume a", newest: undefined }], time);
      return health.problem(time);
    };
    expect(at(now)).toBeUndefined();
    expect(at(now + 6 * hour)).toBeUndefined();
    expect(at(now + 6 * hour + 1)).toBe("late: 1 of 1");
  });

  it("is bad an hour after the last pass that saw anything, as of a token that has expired", () => {
    const health = of();
    health.update([{ source: "volume a", newest: now }], now);
    expect(health.problem(now + hour)).toBeUndefined();
    expect(health.problem(now + hour + 1)).toBe("DigitalOcean has not answered for an hour");
    health.update([{ source: "volume a", newest: now }], now + 2 * hour);
    expect(health.problem(now + 2 * hour)).toBeUndefined();
  });
});
