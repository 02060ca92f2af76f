import { describe, expect, it } from "vitest";
import { listedIn, snapshotIn, valueAt } from "./answers";

describe("an answer", () => {
  it("is read as far as the job needs it", () => {
    expect(listedIn({ id: 7, name: "git", tags: null })).toEqual({ id: "7", name: "git", tags: [] });
    const snapshot = { id: "a", name: "b", regions: ["nyc3"], resource_id: "c", size_gigabytes: 1 };
    expect(snapshotIn(snapshot)).toEqual({ id: "a", name: "b", regions: ["nyc3"], sourceId: "c" });
    expect(valueAt({ links: { pages: { next: "x" } } }, "links", "pages", "next")).toBe("x");
    expect(valueAt({ links: {} }, "links", "pages", "next")).toBeUndefined();
  });

  it.each([
    [{}, "an answer has no id"],
    ["text", "an answer has no id"],
    [{ id: 1, name: "a", regions: "nyc3" }, "an answer has no list of regions"],
    [{ id: 1, name: "a" }, "an answer has no resource_id"],
  ])("that is not what it should be is refused: %j", (element, message) => {
    expect(() => snapshotIn(element)).toThrow(message);
  });
});
