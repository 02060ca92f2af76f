import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { kindNamed, kindOf, kindUnder } from "../index";
import { s3Kinds } from "./index";

/** `@pulumi/aws` is an optional peer of the components. */
const components = join(import.meta.dirname, "../../../../digitalocean/package.json");
const packageFolder = dirname(createRequire(components).resolve("@pulumi/aws/package.json"));

const spaces = { endpoints: '[{"s3":"https://nyc3.digitaloceanspaces.com"}]' };

describe.each(s3Kinds)("$type", (kind) => {
  const [, module = "", className = ""] = /^aws:s3\/(\w+):(\w+)$/.exec(kind.type) ?? [];

  it("is a class of the installed @pulumi/aws, with the inputs that the kind names", () => {
    expect(readFileSync(join(packageFolder, "s3", `${module}.js`), "utf8")).toContain(`__pulumiType = '${kind.type}'`);
    const declarations = readFileSync(join(packageFolder, "s3", `${module}.d.ts`), "utf8");
    const args = declarations.slice(declarations.indexOf(`export interface ${className}Args {`));
    for (const path of [...kind.replacing, ...Object.keys(kind.defaults ?? {})]) expect(args).toContain(`    ${path}`);
  });

  it("is governed under a provider that points at Spaces, and under no other", () => {
    expect(kindUnder(kind.type, spaces)).toMatchObject({ name: kind.name, type: kind.type });
    expect(kindUnder(kind.type, {})).toBeUndefined();
    expect(kindUnder(kind.type, undefined)).toBeUndefined();
    expect(kindOf(kind.type)).toBeUndefined();
    expect(kindNamed(kind.name)?.name).toBe(kind.name);
  });
});
