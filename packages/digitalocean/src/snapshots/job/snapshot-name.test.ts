import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slotInName, snapshotName } from "./snapshot-name";

const owner = "shop-prod-nightly-1a2b3c4d";
const slot = Date.parse("2026-11-29T03:00:00Z");

describe("the name of a snapshot", () => {
  it("says whose it is, for when it was taken, and of what", () => {
    expect(snapshotName(owner, slot, "data")).toBe("shop-prod-nightly-1a2b3c4d-20261129-0300-data");
    expect(snapshotName(owner, slot, "d".repeat(255))).toHaveLength(255);
  });

  it("is read by its owner alone", () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,60}$/);
    const minute = fc.integer({ min: 0, max: 50_000_000 }).map((minutes) => minutes * 60_000);
    fc.assert(
      fc.property(word, word, minute, word, (one, other, time, source) => {
        const name = snapshotName(one, time, source);
        expect(slotInName(one, name)).toBe(time);
        if (!name.startsWith(`${other}-`)) expect(slotInName(other, name)).toBeUndefined();
      }),
    );
  });

  it.each([
    "before the migration",
    owner,
    `${owner}-`,
    `${owner}-20261129-0300`,
    `${owner}-20261129-0300-`,
    `${owner}-20260231-0300-data`,
    `${owner}-20261129-2500-data`,
    `${owner}x-20261129-0300-data`,
    `a-${owner}-20261129-0300-data`,
    `${owner}-by-hand-20261129-0300-data`,
  ])("is not %j", (name) => {
    expect(slotInName(owner, name)).toBeUndefined();
  });
});
