import { describe, expect, it } from "vitest";
import { Property } from "./property";
import { isScalar, reasonOf } from "./reason";
import { hidden, unapplied, unknown, type Value } from "./value";

describe("reasonOf", () => {
  it.each<[string, Value]>([
    ["size is unknown until pulumi up", unknown],
    ["size is unknown until terraform apply", unapplied],
    ["size is a secret that cannot be read here", hidden],
    ["size is not set", null],
    ["size has a value that cannot be read", "hunter2"],
  ])("says that %s", (words, value) => {
    expect(reasonOf(new Property("size", value))).toBe(words);
  });
});

describe("isScalar", () => {
  it.each<[boolean, Value]>([
    [true, "web"],
    [true, ""],
    [true, 0],
    [true, false],
    [false, ["web"]],
    [false, []],
    [false, { tags: "web" }],
    [false, null],
    [false, unknown],
    [false, hidden],
  ])("is %s for %j", (answer, value) => {
    expect(isScalar(new Property("tags", value))).toBe(answer);
  });
});
