import { describe, expect, it } from "vitest";
import { layOut, neighbour, type Resource } from "./layout.js";

const some = (kind: string, count: number, more: Partial<Resource> = {}): Resource[] =>
  Array.from({ length: count }, (_, index) => {
    const id = `${kind}-${index}`;
    return { key: `${kind}:${id}`, kind, id, name: id, targets: [], ...more };
  });

describe("the layout of the page", () => {
  it("is empty where nothing exists", () => {
    expect(layOut([], 900)).toEqual({ width: 900, height: 0, groups: [], nodes: [], edges: [] });
  });

  it.each([360, 700, 1100, 2400])("places everything once, inside the canvas of %i and apart", (width) => {
    const vpcs = some("Vpc", 3);
    const members = vpcs.flatMap(({ key }, index) =>
      some(`Droplet`, 8 * (index + 1), { vpc: key }).map((one) => ({ ...one, key: `${one.key}-${index}` })),
    );
    const resources = [...vpcs, ...members, ...some("Firewall", 5), ...some("Volume", 70), ...some("App", 2)];
    const { nodes, groups, height } = layOut(resources, width);
    expect(nodes).toHaveLength(resources.length - vpcs.length);
    for (const { x, y, ...box } of [...nodes, ...groups]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x + box.width).toBeLessThanOrEqual(width + 0.5);
      expect(y + box.height).toBeLessThanOrEqual(height);
    }
    for (const boxes of [nodes, groups]) {
      const overlaps = boxes.filter((a, index) =>
        boxes
          .slice(index + 1)
          .some((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
      );
      expect(overlaps).toEqual([]);
    }
  });

  it("puts what belongs to a VPC that is not there outside", () => {
    const { groups } = layOut(some("Droplet", 1, { vpc: "Vpc:gone" }), 900);
    expect(groups.map(({ title }) => title)).toEqual(["In no VPC"]);
  });

  it("draws no line to what is not there", () => {
    const [droplet] = some("Droplet", 1);
    const wall = some("Firewall", 1, { targets: ["Droplet:Droplet-0", "Droplet:gone"] });
    expect(layOut([...(droplet === undefined ? [] : [droplet]), ...wall], 900).edges).toMatchObject([
      { from: "Firewall:Firewall-0", to: "Droplet:Droplet-0", path: expect.stringMatching(/^M[\d.]+ [\d.]+C/) },
    ]);
  });

  it("leads the arrow keys to what lies there, and stays where nothing does", () => {
    const { nodes } = layOut(some("Droplet", 4), 420);
    const [a, b, c] = nodes;
    if (a === undefined || b === undefined || c === undefined) throw new Error("nothing was placed");
    expect(neighbour(nodes, a, "ArrowRight")).toBe(b);
    expect(neighbour(nodes, a, "ArrowDown")).toBe(c);
    expect(neighbour(nodes, a, "ArrowLeft")).toBe(a);
  });
});
