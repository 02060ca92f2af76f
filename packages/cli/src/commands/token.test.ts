import { describe, expect, it } from "vitest";
import { reportOf, run, tableOf } from "./token.ts";

describe("the command line of governor token", () => {
  it.each([
    [["chekc"], 'unknown command "token chekc"; there is token check'],
    [["check", "--format", "html"], '--format must be one of table, json, not "html"'],
    [["check", "--file", "there/is/none.json"], "there/is/none.json does not exist"],
    [["check", "x"], '"x" is not expected'],
  ])("%j is refused", async (args, message) => {
    await expect(run(args)).rejects.toThrow(message);
  });
});

describe("the report of a token", () => {
  const held = new Map([
    ["droplet:create", "yes"],
    ["droplet:read", "yes"],
    ["vpc:read", "no"],
    ["vpc:create", "no"],
    ["spaces_key:create_credentials", "not-verifiable"],
  ] as const);
  const rateLimit = { limit: 5000, remaining: 4800, resetsAt: new Date(0) };

  it("names the scopes that are missing, not needed and not verifiable", () => {
    const needed = new Set(["droplet:read", "vpc:read"]);
    expect(tableOf(reportOf(held, needed, 3 * 86_400 + 5, rateLimit))).toBe(
      [
        "has             droplet:create",
        "                droplet:read",
        "missing         vpc:read",
        "not needed      droplet:create",
        "not verifiable  none",
        "expires         in 3 days",
        "rate limit      4800 of 5000 requests left",
      ].join("\n"),
    );
  });

  it("tells without stacks what a token has", () => {
    expect(reportOf(held, undefined, null, rateLimit)).toMatchObject({
      missing: undefined,
      unneeded: undefined,
      notVerifiable: ["spaces_key:create_credentials"],
    });
    expect(tableOf(reportOf(held, undefined, null, undefined))).toContain("expires         never");
  });
});
