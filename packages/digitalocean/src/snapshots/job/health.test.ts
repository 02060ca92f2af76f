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
    health.update(
      [
        { source: "volume a", newest: now },
        { source: "volume b", newest: now - 24 * hour },
      ],
      now,
    );
    expect(health.problem(now + 6 * hour)).toBeUndefined();
    expect(health.problem(now + 6 * hour + 1)).toBe("late: 1 of 2");
    expect(health.problem(now + 30 * hour + 1)).toBe("late: 2 of 2");
  });

  it("gives a new source its time, which does not begin anew with every pass", () => {
    const health = of();
    health.update([{ source: "volume a", newest: undefined }], now);
    health.update([{ source: "volume a", newest: undefined }], now + 5 * hour);
    expect(health.problem(now + 6 * hour)).toBeUndefined();
    expect(health.problem(now + 6 * hour + 1)).toBe("late: 1 of 1");
  });
});
