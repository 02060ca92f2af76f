import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kindNamed } from "../kinds/index";
import { readStack } from "../readers/read";
import type { Change } from "../view/change";
import { type ResourceView, viewOf } from "../view/resource";
import { stackOf } from "../view/stack";
import { unknown, type ValueMap } from "../view/value";
import { costDiff, costDiffOfPreview } from "./diff";
import { estimateCost } from "./estimate";
import { roundCents } from "./money";

function resource(kind: string, name: string, inputs: ValueMap, pending?: "delete"): ResourceView {
  const known = kindNamed(kind);
  if (known === undefined) throw new Error(`no kind ${kind}`);
  const urn = `urn:pulumi:dev::p::${known.type}::${name}`;
  return viewOf({ urn, type: known.type, name, inputs, ...(pending === undefined ? {} : { pending }) }, known);
}

const droplet = (name: string, size: string) => resource("Droplet", name, { size });
const lines = (before: readonly ResourceView[], after: readonly ResourceView[]) =>
  costDiff(before, after).changes.map(({ action, kind, urn, difference }) => [
    action,
    urn?.split("::").at(-1) ?? kind,
    difference?.expected,
  ]);

describe("what a change costs", () => {
  const before = [droplet("same", "s-1vcpu-1gb"), droplet("web", "s-1vcpu-1gb"), droplet("old", "s-2vcpu-2gb")];
  const after = [
    droplet("same", "s-1vcpu-1gb"),
    droplet("web", "s-4vcpu-8gb"),
    droplet("big", "s-8vcpu-16gb"),
    resource("SpacesBucket", "files", {}),
  ];

  it("is told resource by resource, with what the team pays once, and what goes last", () => {
    expect(lines(before, after)).toEqual([
      ["changed", "web", 42],
      ["new", "big", 96],
      ["new", "files", 0],
      ["new", "Spaces subscription", 5],
      ["gone", "old", -18],
    ]);
    expect(costDiff(before, after)).toMatchObject({
      before: { expected: 30 },
      after: { expected: 155 },
      difference: { low: 125, expected: 125, high: 125 },
      unchanged: { count: 1, monthly: { expected: 6 } },
      incomplete: false,
    });
  });

  it("is not a number where a price is not known", () => {
    const open = [resource("Droplet", "web", { size: unknown })];
    expect(lines([droplet("web", "s-1vcpu-1gb")], open)).toEqual([["changed", "web", undefined]]);
    expect(costDiff([droplet("web", "s-1vcpu-1gb")], open)).toMatchObject({ difference: { expected: 0 }, unpriced: 1 });
    expect(lines(open, open)).toEqual([]);
  });

  it("turns around with the direction, and the changes make the difference", () => {
    const sizes = fc.constantFrom("s-1vcpu-1gb", "s-2vcpu-4gb", "c-2");
    const stacks = fc
      .uniqueArray(fc.record({ name: fc.constantFrom("a", "b", "c", "d"), size: sizes }), {
        selector: ({ name }) => name,
      })
      .map((all) => all.map(({ name, size }) => droplet(name, size)));
    fc.assert(
      fc.property(stacks, stacks, (one, other) => {
        const there = costDiff(one, other);
        const sum = there.changes.reduce((all, { difference }) => all + (difference?.expected ?? 0), 0);
        expect(roundCents(sum)).toBe(there.difference.expected);
        expect(costDiff(other, one).difference.expected).toBeCloseTo(-there.difference.expected, 2);
        expect(costDiff(one, one).changes).toEqual([]);
      }),
    );
  });
});

describe("the change of a preview", () => {
  const web = droplet("web", "s-4vcpu-8gb");
  const kept = droplet("kept", "s-1vcpu-1gb");
  const gone = resource("Droplet", "gone", { size: "s-2vcpu-2gb" }, "delete");
  const changes: readonly Change[] = [
    { urn: web.urn, action: "update", before: droplet("web", "s-1vcpu-1gb"), replacedBy: [] },
    { urn: kept.urn, action: "same", replacedBy: [] },
    { urn: gone.urn, action: "delete", before: droplet("gone", "s-2vcpu-2gb"), replacedBy: [] },
  ];
  const refreshed = droplet("refreshed", "s-1vcpu-1gb");
  const stack = { project: "p", stack: "dev", changes };

  it("is against each resource as it was, and what no step changes costs the same", () => {
    const diff = costDiffOfPreview(stackOf([web, kept, gone, refreshed], stack));
    expect(diff?.changes.map(({ action, urn }) => [action, urn?.split("::").at(-1)])).toEqual([
      ["changed", "web"],
      ["gone", "gone"],
    ]);
    expect(diff).toMatchObject({ difference: { expected: 24 }, unchanged: { count: 2 }, incomplete: false });
  });

  it("says so if unchanged resources are missing, and there is none of what is no preview", () => {
    const partial = stackOf([web, kept, gone], { ...stack, gaps: ["unchanged-resources"] });
    expect(costDiffOfPreview(partial)?.incomplete).toBe(true);
    expect(costDiffOfPreview(stackOf([web], { project: "p", stack: "dev" }))).toBeUndefined();
  });

  const recorded = (name: string) =>
    readStack(readFileSync(new URL(`../../../../test/recorded/${name}`, import.meta.url), "utf8"), name);
  const named = (name: string) => {
    const diff = costDiffOfPreview(recorded(name));
    return {
      incomplete: diff?.incomplete,
      before: diff?.before.expected,
      after: diff?.after.expected,
      changes: diff?.changes.map(({ action, kind, difference }) => [action, kind, difference?.expected]),
    };
  };

  it("is read from what the engine printed", () => {
    const web = [["changed", "Droplet", 15.6]];
    expect(named("preview-update.json")).toEqual({ incomplete: true, before: 7.8, after: 23.4, changes: web });
    expect(named("preview-update-all.json")).toEqual({ incomplete: false, before: 12.8, after: 28.4, changes: web });
    expect(named("preview-replace.json")).toEqual({ incomplete: true, before: 7.8, after: 23.4, changes: web });
    expect(named("state.json").changes).toBeUndefined();
  });

  it("leaves nothing of a new stack out", () => {
    const stack = recorded("preview-create.json");
    const diff = costDiffOfPreview(stack);
    expect(diff?.before.expected).toBe(0);
    expect(diff?.changes.every(({ action }) => action === "new")).toBe(true);
    expect(diff?.difference.expected).toBe(estimateCost(stack.resources).total.expected);
  });
});
