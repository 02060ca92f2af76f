import { describe, expect, it } from "vitest";
import { kinds } from "../kinds";
import { inputTypeAt } from "../kinds/inputs";

describe("every kind", () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))("%s is read from an account, or says why not", (_, kind) => {
    const { live, unlisted } = kind;
    expect([live, unlisted].filter((one) => one !== undefined)).toHaveLength(1);
    if (live === undefined) {
      expect(unlisted?.reason).toMatch(/^\w.{10,}/);
      return;
    }
    expect(live.listed.path ?? "/v2/").toMatch(/^\/v2\//);
    if (live.overS3 === true) expect(live.listed).toEqual({});
    else expect(live.listed.path === undefined || live.listed.path.includes("{")).toBe(live.under !== undefined);
    if (live.under !== undefined) expect(kinds.find(({ name }) => name === live.under)?.live).toBeDefined();
    if (live.urn !== undefined) expect(kind.computed.some((name) => name.endsWith("Urn"))).toBe(true);
    const unshown = typeof live.unshown === "function" ? live.unshown({}) : (live.unshown ?? []);
    for (const input of [...unshown, ...(live.sameBy ?? [])])
      expect(inputTypeAt(kind.name, input), input).toBeDefined();
  });
});
