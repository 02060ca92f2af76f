import { describe, expect, it } from "vitest";
import { jsonBody, parseJson } from "./json.ts";

const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;

describe("JSON", () => {
  it("is read down to 100 levels", () => {
    expect(JSON.stringify(parseJson(nested(100)))).toBe(nested(100));
    expect(() => parseJson(nested(101))).toThrow("is nested more than 100 levels deep");
    expect(() => parseJson(`${'{"a":['.repeat(60)}`)).toThrow("is nested more than 100 levels deep");
    expect(() => parseJson("[".repeat(5_000_000))).toThrow("is nested more than 100 levels deep");
  });

  it("may have brackets in its texts, and many lists beside each other", () => {
    for (const value of ["[".repeat(500), `\\"${"{".repeat(500)}`, "\\".repeat(7), Array(500).fill([{}])]) {
      expect(parseJson(JSON.stringify(value))).toEqual(value);
    }
  });

  it("is refused without a word of it", () => {
    expect(() => jsonBody('{"token": secret')).toThrow(/^request body is not valid JSON$/);
    expect(() => jsonBody('"secret')).toThrow(/^request body is not valid JSON$/);
    expect(jsonBody(" \n")).toBeUndefined();
  });
});
