import { describe, expect, it } from "vitest";
import { layOut, type Place } from "./layout";

const leaves = (count: number, parent?: string) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ id: `${parent ?? ""}${index}`, isBox: false },
    ...(parent === undefined ? {} : { parent }),
  }));

const overlap = (a: Place, b: Place) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe("a layout", () => {
  it("lets no two leaves overlap, and none stand outside", () => {
    const items = [{ id: "a", isBox: true }, { id: "b", isBox: true, parent: "a" }, ...leaves(30), ...leaves(20, "b")];
    const edges = Array.from({ length: 25 }, (_, index) => ({ from: `${index}`, to: `${(index * 7) % 30}` }));
    const { width, height, places } = layOut(items, edges);
    const own = items.filter(({ isBox }) => !isBox).flatMap(({ id }) => places.get(id) ?? []);
    expect(own).toHaveLength(50);
    expect(own.filter((place, index) => own.slice(index + 1).some((other) => overlap(place, other)))).toEqual([]);
    for (const { x, y, width: wide, height: high } of places.values()) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(x + wide).toBeLessThanOrEqual(width);
      expect(y + high).toBeLessThanOrEqual(height);
    }
  });

  it("puts what depends on something to the right of it, across components", () => {
    const items = [
      ...[
        { id: "net", isBox: false },
        { id: "tier", isBox: true },
      ],
      ...[
        { id: "web", isBox: false, parent: "tier" },
        { id: "wall", isBox: false, parent: "tier" },
      ],
    ];
    const { places } = layOut(items, [
      { from: "net", to: "web" },
      { from: "web", to: "wall" },
    ]);
    const x = (id: string) => places.get(id)?.x ?? Number.NaN;
    expect(x("net")).toBeLessThan(x("tier"));
    expect(x("web")).toBeLessThan(x("wall"));
  });

  it("ends with a circle of dependencies too", () => {
    const { places } = layOut(leaves(3), [
      { from: "0", to: "1" },
      { from: "1", to: "2" },
      { from: "2", to: "0" },
    ]);
    expect(places.size).toBe(3);
  });
});
