import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { textIn, valueAt } from "./json.mjs";
import { temporaryFolder } from "./temporary.ts";

test("a value is found by its path, or is undefined", () => {
  expect(valueAt({ a: { b: [1] } }, "a", "b")).toEqual([1]);
  expect(valueAt({ a: null }, "a", "b")).toBeUndefined();
  expect(valueAt("text", "a")).toBeUndefined();
});

test("a text of a JSON file, which must be there and a text", () => {
  const file = join(temporaryFolder(), "package.json");
  writeFileSync(file, '{ "version": "1.2.3", "bin": { "node": 3 } }');
  expect(textIn(file, "version")).toBe("1.2.3");
  expect(() => textIn(file, "bin", "node")).toThrow(`${file} has no text at bin.node`);
});
