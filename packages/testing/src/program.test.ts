import { describe, expect, test } from "vitest";
import { previewProgram } from "./preview";
import { droplet, program, projectWith } from "./test/project";
import { settings } from "./test/rules";

async function namesAndPlaces(files: Readonly<Record<string, string>>, options: { readonly program?: string } = {}) {
  const { resources, outputs } = await previewProgram({ dir: projectWith(files), settings, rules: [], ...options });
  return {
    resources: resources.map(({ name, source }) => `${name} ${source?.file}:${source?.line}:${source?.column}`),
    outputs,
  };
}

const lib = `
export interface Shape { size: string }
export enum Size { Small = "s-1vcpu-1gb" }
export const shape: Shape = { size: Size.Small };
`;

describe("the ways to write a program", () => {
  test("CommonJS in TypeScript: enums, imports of types and imports without extension", async () => {
    const found = await namesAndPlaces({
      "index.ts": program(`
import { Shape, shape, Size } from "./lib";
import { folder } from "./parts";
import data from "./data.json";
const copy: Shape = shape;


new digitalocean.Droplet("web", { ...${droplet}, size: copy.size });
export const answer = [Size.Small, folder, data.zone];`),
      "lib.ts": lib,
      "parts/index.ts": `export const folder = "parts";`,
      "data.json": `{ "zone": "a" }`,
      "tsconfig.json": `{ "compilerOptions": { "module": "commonjs", "esModuleInterop": true, "strict": true } }`,
    });
    expect(found).toEqual({
      resources: ["web index.ts:10:1"],
      outputs: { answer: ["s-1vcpu-1gb", "parts", "a"] },
    });
  });

  test.each(["./lib.js", "./lib", "./lib.ts"])("ES module in TypeScript that imports %s", async (specifier) => {
    const found = await namesAndPlaces({
      "package.json": `{ "type": "module" }`,
      "index.ts": program(`
import { type Shape, shape } from "${specifier}";
const copy: Shape = await Promise.resolve(shape);
new digitalocean.Droplet("top", { ...${droplet}, size: copy.size });
function make() { return new digitalocean.Droplet("inner", ${droplet}); }
make();
export const answer = copy.size;`),
      "lib.ts": lib,
    });
    expect(found).toEqual({
      resources: ["top index.ts:6:1", "inner index.ts:7:26"],
      outputs: { answer: "s-1vcpu-1gb" },
    });
  });

  test("CommonJS in JavaScript that exports a function", async () => {
    const found = await namesAndPlaces({
      "index.js": `const digitalocean = require("@pulumi/digitalocean");
module.exports = async () => {
  const web = new digitalocean.Droplet("web", ${droplet});
  return { region: web.region };
};`,
    });
    expect(found).toEqual({ resources: ["web index.js:3:15"], outputs: { region: "nyc3" } });
  });

  test("ES module in JavaScript with a default export", async () => {
    const found = await namesAndPlaces({
      "index.mjs": `import * as digitalocean from "@pulumi/digitalocean";
export default async () => {
  new digitalocean.Droplet("web", ${droplet});
  return { done: true };
};`,
    });
    expect(found).toEqual({ resources: ["web index.mjs:3:3"], outputs: { done: true } });
  });

  test("`export =` of a function in TypeScript", async () => {
    const found = await namesAndPlaces({
      "index.ts": `import * as digitalocean from "@pulumi/digitalocean";
export = async () => ({ region: new digitalocean.Droplet("web", ${droplet}).region });`,
    });
    expect(found).toEqual({ resources: ["web index.ts:2:33"], outputs: { region: "nyc3" } });
  });

  test("an older class with decorators and declared fields, by the project's own compiler options", async () => {
    const { outputs } = await namesAndPlaces({
      "tsconfig.json": `{ "extends": "./base.json", "include": ["nowhere"] }`,
      "base.json": `{ "compilerOptions": { "experimentalDecorators": true, "useDefineForClassFields": false } }`,
      "index.ts": program(`
const seen: string[] = [];
function mark(_: object, key: string): void { seen.push(key); }
class Base { constructor() { this.set(); } set(): void {} }
class Derived extends Base { @mark field!: string; other?: string; override set(): void { this.other = "kept"; } }
new digitalocean.Droplet("web", ${droplet});
export const answer = [...seen, new Derived().other];`),
    });
    expect(outputs).toEqual({ answer: ["field", "kept"] });
  });

  test("`main` of Pulumi.yaml, of package.json, and a program that is named", async () => {
    const body = (name: string) => program(`new digitalocean.Droplet("${name}", ${droplet});`);
    const files = { "infra/index.ts": body("infra"), "src/main.ts": body("main"), "other.ts": body("other") };
    const yaml = { "Pulumi.yaml": "name: shop\nmain: infra\nruntime: nodejs\n" };
    const [byYaml, byPackage, named] = await Promise.all([
      namesAndPlaces({ ...files, ...yaml }),
      namesAndPlaces({ ...files, "package.json": `{ "main": "src/main.ts" }` }),
      namesAndPlaces({ ...files, ...yaml }, { program: "other.ts" }),
    ]);
    expect(byYaml.resources).toEqual(["infra infra/index.ts:3:1"]);
    expect(byPackage.resources).toEqual(["main src/main.ts:3:1"]);
    expect(named.resources).toEqual(["other other.ts:3:1"]);
  });
});
