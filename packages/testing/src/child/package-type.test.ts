import { join } from "node:path";
import { expect, test } from "vitest";
import { projectWith } from "../test/project";
import { packageType } from "./package-type.mts";

test.each([
  ['{ "type": "module" }', "module"],
  ['{ "type": "commonjs" }', "commonjs"],
  ["{}", "commonjs"],
  ["null", "commonjs"],
  ["3", "commonjs"],
])("a package.json of %s means %s for what lies under it", (manifest, type) => {
  const folder = projectWith({ "package.json": manifest }, { installed: false });
  expect(packageType(join(folder, "src", "index.ts"))).toBe(type);
});
