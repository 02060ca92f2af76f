import { describe, expect, it } from "vitest";
import { accountOf, type Planted, stackNamed } from "../test/planted.ts";
import { driftIn } from "./drift.ts";

const droplet = (inputs: Planted["inputs"] = {}, more: Partial<Planted> = {}): Planted => ({
  ...{ kind: "Droplet", name: "web", id: "1" },
  inputs: { region: "nyc3", size: "s-1vcpu-1gb", ...inputs },
  ...more,
});

/** Each input that drifts, as `path: before -> after`. */
function drift(live: Planted, managed: Planted) {
  return driftIn(accountOf([live]), [stackNamed("prod", [managed])]).map(
    ({ path, before, after }) => `${path}: ${before} -> ${after}`,
  );
}

it("tells what is another in the account, and whose it is", () => {
  const [one, ...others] = driftIn(accountOf([droplet({ size: "s-2vcpu-4gb" })]), [
    stackNamed("lab", [droplet({}, { id: "2" })]),
    stackNamed("prod", [droplet()]),
  ]);
  expect(others).toEqual([]);
  expect(one).toMatchObject({ path: "size", before: "s-1vcpu-1gb", after: "s-2vcpu-4gb" });
  expect(one?.by.origin).toBe("prod.json");
});

it.each([
  ["the order of a list", { tags: ["a", "b"] }, { tags: ["b", "a"] }],
  ["the case of a word", { region: "nyc3" }, { region: "NYC3" }],
  ["a number as text", { vpcUuid: 1 }, { vpcUuid: "1" }],
  ["nothing in other words", { ipv6: false }, { ipv6: "" }],
  ["what one side does not say", {}, { monitoring: true }],
])("%s is no drift", (_, live, managed) => {
  expect(drift(droplet(live), droplet(managed))).toEqual([]);
});

it("compares what a program does not set with what the provider answered", () => {
  expect(drift(droplet({ vpcUuid: "b" }), droplet({}, { outputs: { vpcUuid: "a" } }))).toEqual(["vpcUuid: a -> b"]);
});

it("tells how often something is in a list", () => {
  expect(drift(droplet({ tags: ["a", "b", "b"] }), droplet({ tags: ["a", "a", "b"] }))).toEqual([
    "tags: [a, a, b] -> [a, b, b]",
  ]);
});

describe("shows no secrets", () => {
  const app = (value: string): Planted => ({
    ...{ kind: "App", name: "shop", id: "1" },
    inputs: { spec: { name: "shop", envs: [{ key: "MODE", value, type: "GENERAL" }] } },
  });

  it("such as the value of a variable", () => {
    expect(drift(app("hunter2"), app("hunter3"))).toEqual([
      "spec: {name: shop, envs: [{key: MODE, value: (not shown), type: GENERAL}]} -> {name: shop, envs: [{key: MODE, value: (not shown), type: GENERAL}]}",
    ]);
  });

  it("and what looks like a token", () => {
    const tagged = (tag: string) => droplet({ tags: [tag] });
    expect(drift(tagged("a"), tagged(`dop_v1_${"0".repeat(64)}`))).toEqual(["tags: [(not shown)] -> [a]"]);
  });
});
