import { describe, expect, it } from "vitest";
import { compilePath } from "./path-pattern.ts";

describe("a pattern of paths", () => {
  it.each([
    ["/v2/vpcs", "/v2/vpcs", true],
    ["/v2/vpcs", "/v2/vpcs/", true],
    ["/v2/vpcs", "/v2/vpcs/7", false],
    ["/v2/{droplets,volumes}/*/actions", "/v2/droplets/7/actions", true],
    ["/v2/{droplets,volumes}/*/actions", "/v2/droplets/7/8/actions", false],
    ["/v2/{droplets,volumes}/*/actions", "/v2/images/7/actions", false],
    ["/v2/*/a*c", "/v2/x/abbc", true],
    ["/v2/*/a*c", "/v2/x/ab/c", false],
    ["/v2/**", "/v2/a/b.c", true],
    ["/v2/**/c", "/v2/a/c/b/c", true],
    ["/{a,ab}{c,bc}d", "/abcd", true],
    ["/a.b", "/aXb", false],
    ["/{a", "/{a", true],
    ["/a}", "/a}", true],
  ])("%s takes %s: %s", (pattern, path, taken) => {
    expect(compilePath(pattern)(path)).toBe(taken);
  });

  it("takes no longer for many stars", () => {
    const matches = compilePath(`/${"*a".repeat(14)}**${"**b".repeat(14)}`);
    const began = process.cpuUsage();
    expect(matches(`/${"a".repeat(2000)}`)).toBe(false);
    expect(process.cpuUsage(began).user).toBeLessThan(1_000_000);
  });
});
