import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { evaluate } from "../evaluate";
import * as governor from "../index";
import { checkNamespaces, checkRules } from "./check-rules";
import { exampleSettings, exampleStack } from "./example-stack";
import type { Rule } from "./rule";

const root = join(__dirname, "../../../..");
const page = readFileSync(join(root, "packages/governor/docs/own-rules.md"), "utf8");
const files = new Map(
  [...page.matchAll(/^`policy\/(\w+\.ts)`:\n\n```ts\n(.*?)^```$/gms)].map(([, name = "", text = ""]) => [name, text]),
);

// Beside the packages of the pack, where a program of an organisation's own finds what it imports.
const scratch = join(root, "policy-pack/node_modules/.cache");
mkdirSync(scratch, { recursive: true });
const folder = mkdtempSync(join(scratch, "own-rules-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the compiler says of the files of the page. */
function typeProblems(): readonly string[] {
  const names = [...files].map(([name, text]) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  });
  const program = ts.createProgram(names, {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
    paths: {
      "@infrafabric/policy-pack": [join(root, "policy-pack/src/index.ts")],
      "@infrafabric/governor": [join(root, "packages/governor/src/index.ts")],
      "@infrafabric/governor/internal": [join(root, "packages/governor/src/internal.ts")],
    },
  });
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ file, messageText }) => `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
}

/** Runs the rules of the page on this governor. */
function rulesOfPage(): Readonly<Record<string, Rule>> {
  const { outputText } = ts.transpileModule(files.get("rules.ts") ?? "", {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
  });
  const exported: Record<string, Rule> = {};
  new Function("require", "exports", outputText)(() => governor, exported);
  return exported;
}

describe("the page on rules of one's own", () => {
  const rules = Object.values(rulesOfPage());

  it("has programs that compile", () => {
    expect([...files.keys()]).toEqual(["rules.ts", "index.ts"]);
    expect(typeProblems()).toEqual([]);
  });

  it("has rules that can be used", () => {
    expect(rules.map(({ id }) => id)).toEqual(["acme/vpc-described", "acme/droplet-watched"]);
    expect(() => checkRules(rules)).not.toThrow();
    expect(() => checkNamespaces(rules)).not.toThrow();
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))("has examples of %s that come out as they say", (_, rule) => {
    const statuses = (["good", "bad", "undecided"] as const).map((which) =>
      rule[which].map((example) =>
        evaluate(exampleStack(example), exampleSettings(example, governor.rules), [rule]).findings.map(
          ({ status }) => status,
        ),
      ),
    );
    const [good, bad, undecided] = statuses;
    expect(good?.length).toBeGreaterThan(0);
    expect(good?.flat()).toEqual([]);
    expect(bad).toEqual([["violation"]]);
    expect(undecided).toEqual([["undecided"]]);
  });

  it("names every field of a rule", () => {
    const rule = { ...rules[0], start: "", needs: "", params: "", remediation: "", covers: "", aliases: "", asked: "" };
    for (const field of Object.keys(rule)) expect(page, field).toContain(`\`${field}\``);
  });

  it("names what the kit has", async () => {
    const kit = await import("./kit");
    const names = Object.keys(kit);
    expect(names.filter((name) => !page.includes(`${name}(`))).toEqual([]);
  });
});
