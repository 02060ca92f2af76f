import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { ArgumentsError } from "./arguments-error";

const error = new ArgumentsError('GovernedWebTier "web"', [
  { path: "region", message: "is missing" },
  { path: "keys[1]", message: '"a" is there already', hint: "give each once" },
]);

describe("an ArgumentsError", () => {
  it("is one that the host of a program and the host of a provider print without a stack trace", () => {
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    expect(pulumi.InputPropertiesError.isInstance(error)).toBe(true);
  });

  it("says all problems in its message, and leaves the provider's host none to repeat with its value", () => {
    expect(error.message).toMatchInlineSnapshot(`
      "GovernedWebTier "web" cannot be created: 2 problems, nothing was registered
      region   is missing
      keys[1]  "a" is there already
               do: give each once"
    `);
    expect(error.errors).toEqual([]);
    expect(error.problems.map(({ path }) => path)).toEqual(["region", "keys[1]"]);
  });

  it("shows no token that stands in the wrong place", () => {
    const token = `dop_v1_${"0123456789abcdef".repeat(4)}`;
    const { message, problems } = new ArgumentsError(`GovernedWebTier "${token}"`, [
      { path: `adopt.${token}`, message: `"${token}" is not a URN`, hint: `not ${token}` },
    ]);
    expect(message).toContain('GovernedWebTier "(not shown)" cannot be created');
    expect(`${message}${JSON.stringify(problems)}`).not.toContain(token);
  });

  it("shows the first fifty of many", () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({ path: `keys[${index}]`, message: "is wrong" }));
    const { message, problems } = new ArgumentsError("GovernedWebTier", many);
    expect(message).toContain("3000 problems");
    expect(message).toMatch(/keys\[49\] +is wrong\n\.\.\. and 2950 more$/);
    expect(problems).toHaveLength(3000);
  });
});
