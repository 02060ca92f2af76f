import { join } from "node:path";
import { expect, test } from "vitest";
import { entryOf } from "./entry";
import { readProject } from "./project";
import { projectWith } from "./test/project";

function entryIn(files: Readonly<Record<string, string>>, program = "."): string {
  const folder = projectWith(files, { installed: false });
  return entryOf(join(folder, program)).slice(folder.length + 1);
}

test.each([
  ["a folder's index", { "index.ts": "" }, "index.ts"],
  ["JavaScript first", { "index.ts": "", "index.js": "" }, "index.js"],
  ["`main`", { "package.json": `{ "main": "bin/run" }`, "bin/run.ts": "", "index.ts": "" }, "bin/run.ts"],
  ["`main` of a folder", { "package.json": `{ "main": "bin" }`, "bin/index.mts": "" }, "bin/index.mts"],
  ["`main` that is not built", { "package.json": `{ "main": "dist/index.js" }`, "index.ts": "" }, "index.ts"],
  ["`exports` as text", { "package.json": `{ "exports": "./a.js", "main": "b.js" }`, "a.js": "", "b.js": "" }, "a.js"],
  ["`exports` by path", { "package.json": `{ "exports": { ".": "./a.js" } }`, "a.js": "" }, "a.js"],
  [
    "`exports` by condition",
    { "package.json": `{ "exports": { ".": { "import": "./a.mjs" } } }`, "a.mjs": "" },
    "a.mjs",
  ],
  ["`exports` of nothing", { "package.json": `{ "exports": { "./x": "./x.js" } }`, "index.cts": "" }, "index.cts"],
  ["a manifest that is no object", { "package.json": `3`, "index.ts": "" }, "index.ts"],
])("the program of a folder: %s", (_, files, expected) => {
  expect(entryIn(files)).toBe(expected);
});

test("a folder goes before a file of the same name", () => {
  expect(entryIn({ "infra.ts": "", "infra/index.ts": "" }, "infra")).toBe(join("infra", "index.ts"));
  expect(entryIn({ "infra.ts": "" }, "infra")).toBe("infra.ts");
});

test("files that cannot be read are named", () => {
  expect(() => entryIn({ "package.json": "{" })).toThrow(/package\.json cannot be read: /);
  const folder = projectWith({ "Pulumi.yaml": "name: [", "index.ts": "" });
  expect(() => readProject(folder, undefined)).toThrow(/Pulumi\.yaml cannot be read: /);
});

test("a project without Pulumi.yaml, or with an empty one, is named as its folder", () => {
  const folder = projectWith({ "Pulumi.yaml": "", "plain/index.ts": "", "index.ts": "" });
  expect(readProject(join(folder, "plain"), undefined)).toMatchObject({ name: "plain", config: {} });
  expect(readProject(folder, undefined).name).toBe(folder.split("/").at(-1));
});

test("configuration of Pulumi.yaml: values, defaults and lists", () => {
  const yaml =
    "name: shop\nconfig:\n  a: { default: [1, 2] }\n  b: { type: string }\n  c:\n  other:d: { value: false }\n";
  const folder = projectWith({ "Pulumi.yaml": yaml, "index.ts": "" });
  expect(readProject(folder, undefined).config).toEqual({ "shop:a": "[1,2]", "other:d": "false" });
});
