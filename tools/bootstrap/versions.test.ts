import { expect, test } from "vitest";
import { engineServes, nodeServes, pinned, pnpmServes } from "./versions.mjs";

test.each(["22.18.0", "v22.19.1", "24.0.0", "24.21.0", "26.10.0"])("Node %s serves", (version) => {
  expect(nodeServes(version)).toBe(true);
});

test.each(["20.20.2", "22.17.9", "23.11.0", "27.0.0", "", "not a version"])("Node %j does not serve", (version) => {
  expect(nodeServes(version)).toBe(false);
});

test("pnpm serves in its major version", () => {
  expect([pnpmServes("12.0.0\n"), pnpmServes("11.30.0"), pnpmServes("13.0.0")]).toEqual([true, false, false]);
});

test("the engine serves from 3.253 on", () => {
  expect([engineServes("v3.253.0"), engineServes("v3.300.1"), engineServes("v3.252.9")]).toEqual([true, true, false]);
  expect(engineServes("v4.0.0")).toBe(false);
});

test("what is pinned serves", () => {
  expect([nodeServes(pinned.node), pnpmServes(pinned.pnpm), engineServes(pinned.engine)]).toEqual([true, true, true]);
});
