// The doors of packages: one for everybody, and one for the packages beside it alone.
import { execFileSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../tools/bootstrap/paths.mjs";
import { snippetsOf } from "../docs/snippets.ts";

const internal = "@infrafabric/governor/internal";
const ofComponents = "@infrafabric/digitalocean/internal";

/** What a text in TypeScript or JavaScript imports. */
function importsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*["']([^"']+)["']/g)].map(([, name = ""]) => name);
}

const isInternal = (name: string) => name === internal || name === ofComponents;

/** What declarations import from other packages, with all that they reach in their own. */
function importsOfTypes(entry: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  const read = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const name of importsOf(readFileSync(file, "utf8"))) {
      if (!name.startsWith(".")) found.set(name, file);
      else read(declarationsAt(join(dirname(file), name)));
    }
  };
  read(entry);
  return found;
}

function declarationsAt(path: string): string {
  const stem = path.replace(/\.[cm]?[jt]s$/, "");
  const file = [`${stem}.d.ts`, `${stem}.d.mts`, join(stem, "index.d.ts")].find((candidate) => existsSync(candidate));
  if (file === undefined) throw new Error(`no declarations at ${path}`);
  return file;
}

describe("the public door of the governor", () => {
  const programs = globSync("examples/**/*.{ts,mts,js,mjs}", {
    cwd: root,
    exclude: (path) => /(^|\/)node_modules(\/|$)/.test(path),
  });
  const pages = globSync(["*.md", "{examples,policy-pack,packages/*}/**/*.md"], {
    cwd: root,
    exclude: (path) => /(^|\/)node_modules(\/|$)/.test(path),
  });

  it("is the only one that examples import", () => {
    expect(programs.length).toBeGreaterThan(5);
    const other = programs.filter((file) => importsOf(readFileSync(join(root, file), "utf8")).some(isInternal));
    expect(other).toEqual([]);
  });

  it("is the only one that the code in pages imports", () => {
    const snippets = pages.flatMap(snippetsOf).filter(({ language }) => language === "ts");
    expect(snippets.length).toBeGreaterThan(20);
    const other = snippets.filter(({ text }) => importsOf(text).some(isInternal));
    expect(other.map(({ page, line }) => `${page}:${line}`)).toEqual([]);
  });

  // The internal one shows zod's types, which the common module formats cannot check.
  it("leads to no types of zod", () => {
    expect([...importsOfTypes(join(root, "packages/governor/dist/index.d.ts")).keys()]).not.toContain("zod");
  });

  it.each([
    "packages/digitalocean/dist/index.d.ts",
    "packages/digitalocean/dist/objects/index.d.ts",
    "packages/testing/dist/index.d.ts",
    "packages/testing/dist/vitest.d.mts",
    "packages/emulator/dist/index.d.ts",
    "policy-pack/dist/index.d.ts",
  ])("is the only one that %s leads to", (entry) => {
    expect([...importsOfTypes(join(root, entry)).keys()].filter(isInternal)).toEqual([]);
  });

  it.each(["packages/digitalocean/dist/index.d.ts", "packages/digitalocean/dist/objects/index.d.ts"])(
    "as much as %s, which leads to no types of zod either",
    (entry) => {
      expect(importsOfTypes(join(root, entry)).get("zod")).toBeUndefined();
    },
  );
});

describe("the internal door of the governor", () => {
  const folder = join(root, "packages", "governor");

  it("is found with and without `exports`", () => {
    const found = createRequire(join(root, "packages", "digitalocean", "package.json")).resolve(internal);
    // Resolution of old compilers, and of `moduleResolution: node`, goes by the folder alone.
    const { main, types } = JSON.parse(readFileSync(join(folder, "internal", "package.json"), "utf8"));
    expect(join(folder, "internal", main)).toBe(found);
    expect(existsSync(join(folder, "internal", types))).toBe(true);
  });

  it("gives what the public door gives from the same modules", () => {
    const script = `
      const { SettingsError, readSettings, rules } = require("@infrafabric/governor");
      const { checkRules } = require("${internal}");
      checkRules(rules);
      try { readSettings({ input: { nonsense: 1 }, origin: "here" }, { rules }); }
      catch (error) { console.log(error instanceof SettingsError); }
    `;
    const cwd = join(root, "packages", "digitalocean");
    expect(execFileSync(process.execPath, ["-e", script], { cwd, encoding: "utf8" })).toBe("true\n");
  });
});

describe("the internal door of the components", () => {
  const folder = join(root, "packages", "digitalocean");

  it("is found with and without `exports`", () => {
    const found = createRequire(join(folder, "package.json")).resolve(ofComponents);
    const { main, types } = JSON.parse(readFileSync(join(folder, "internal", "package.json"), "utf8"));
    expect(join(folder, "internal", main)).toBe(found);
    expect(existsSync(join(folder, "internal", types))).toBe(true);
  });

  it("needs no engine and no stack", () => {
    const script = `
      const { parseSettings } = require("${internal}");
      const { rules } = require("@infrafabric/governor");
      const { outliners } = require("${ofComponents}");
      const settings = parseSettings("{}", { origin: "governor.yaml", rules }).base;
      const { problems } = outliners.GovernedDatabase("orders", {}, { project: "p", stack: "s", settings, protect: false });
      console.log(problems.map(({ path }) => path).join(" "));
    `;
    expect(execFileSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8" })).toContain("engine");
  });
});
