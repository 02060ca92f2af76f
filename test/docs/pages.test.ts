// Every block of code in the READMEs and in the components' pages: it compiles, and runs if it can run.
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { loadSettings, rules } from "@infrafabric/governor";
import * as policyPack from "@infrafabric/policy-pack";
import { type Preview, type PreviewOptions, previewProgram } from "@infrafabric/testing";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import "@infrafabric/testing/vitest";
import { root } from "../../tools/bootstrap/paths.mjs";
import { capture } from "../../tools/bootstrap/process.mjs";
import { coverOf, scanners } from "../../tools/generators/scanners/index.ts";
import { inPage, isProgram, projectOf, sample } from "./project.ts";
import { problemsOfShell } from "./shell.ts";
import { type Snippet, snippetsOf } from "./snippets.ts";

const readmes = globSync(["README.md", "packages/*/README.md", "policy-pack/README.md", "examples/README.md"], {
  cwd: root,
});
const pages = [...readmes, ...globSync(["CONTRIBUTING.md", "packages/digitalocean/docs/*.md"], { cwd: root })].sort();
const snippets = pages.flatMap(snippetsOf);

const folder = mkdtempSync(join(tmpdir(), "infrafabric-pages-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The folder of a page, in which its snippets are the files that it names. */
const folderOf = (page: string): string => join(folder, "pages", page.replaceAll("/", "-"));

/** How a snippet in TypeScript is run, by what it imports. */
type Use = "test" | "pack" | "program" | "script";

function useOf(snippet: Snippet): Use {
  const { text } = snippet;
  if (text.includes('from "vitest"')) return "test";
  if (text.includes('from "@pulumi/policy"')) return "pack";
  return isProgram(snippet) ? "program" : "script";
}

function pathOf(snippet: Snippet): string {
  const extension = { test: "test.ts", pack: "ts", program: "ts", script: "mts" }[useOf(snippet)];
  return join(folderOf(snippet.page), snippet.file ?? `line-${snippet.line}.${extension}`);
}

const inTypeScript = snippets.filter(({ language }) => language === "ts");
const titled = (chosen: readonly Snippet[]) =>
  chosen.map((snippet) => [`${snippet.page}:${snippet.line}`, snippet] as const);
const used = (use: Use) => titled(inTypeScript.filter((snippet) => useOf(snippet) === use));

beforeAll(() => {
  mkdirSync(join(folder, "pages"), { recursive: true });
  // Snippets import what a user installs; the second folder is found from the first.
  symlinkSync(join(root, "test", "node_modules"), join(folder, "pages", "node_modules"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const page of pages) {
    for (const [name, text] of Object.entries(projectOf(page))) write(join(folderOf(page), name), text);
  }
  for (const snippet of inTypeScript) {
    write(pathOf(snippet), snippet.text);
    if (snippet.file === "infra/index.ts") {
      write(join(dirname(pathOf(snippet)), "Pulumi.yaml"), "name: infra\nruntime: nodejs\n");
    }
  }
});

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

describe("TypeScript", () => {
  it("compiles, every block on its own, under strict", () => {
    const program = ts.createProgram(inTypeScript.map(pathOf), {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleDetection: ts.ModuleDetectionKind.Force,
      types: ["node"],
      typeRoots: [join(root, "node_modules", "@types")],
    });
    const problems = ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => {
      const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
      return `${file?.fileName}:${line}  ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
    });
    expect(problems).toEqual([]);
  });

  it.each(used("program"))("%s is a program that is governed, and costs what its page says", async (_, snippet) => {
    const preview = await previewed(snippet);
    // A resource on its own shows its cost, not everything that it must keep to.
    if (snippet.text.includes('from "@infrafabric/digitalocean')) {
      expect(preview).toBeGoverned();
      expect(preview.findings.filter(({ status }) => status === "unverifiable")).toEqual([]);
    }
    const cost = preview.outputs.monthlyCost ?? preview.outputs.monthly;
    if (typeof cost === "number") expect(pageText(snippet.page)).toContain(`$${shown(cost)}`);
  });

  it.each(used("pack"))("%s is a policy pack with rules that can be used", (_, snippet) => {
    const { outputText } = ts.transpileModule(snippet.text, { compilerOptions: { module: ts.ModuleKind.CommonJS } });
    const packs: unknown[] = [];
    const PolicyPack = class {
      constructor(...args: readonly unknown[]) {
        packs.push(args);
      }
    };
    const require = (name: string) => (name === "@pulumi/policy" ? { PolicyPack } : policyPack);
    new Function("require", "exports", outputText)(require, {});
    expect(packs).toEqual([[expect.any(String), expect.objectContaining({ policies: expect.any(Array) })]]);
  });

  it.each(used("test"))("%s is a test that passes", async (_, { page }) => {
    const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
    const folder = folderOf(page);
    // The first run of a program compiles it, which takes long on a busy machine.
    const args = [vitest, "run", "--testTimeout", "60000", "--root", folder];
    const { code, stdout, stderr } = await capture(process.execPath, args, { cwd: folder });
    expect(code, `${stdout}\n${stderr}`).toBe(0);
  });

  it.each(used("script"))("%s is a script that ends well", async (_, snippet) => {
    const command = 'exec "$0" "$1" < "$2"';
    const recorded = join(root, "test", "recorded", "preview-create.json");
    const { code, stdout, stderr } = await capture("sh", ["-c", command, process.execPath, pathOf(snippet), recorded], {
      cwd: folderOf(snippet.page),
    });
    expect(code, `${stdout}\n${stderr}`).toBe(0);
    expect(stdout.trim()).not.toBe("");
  });
});

async function previewed(snippet: Snippet, options: Partial<PreviewOptions> = {}): Promise<Preview> {
  const program = pathOf(snippet);
  return previewProgram({ dir: dirname(program), program: basename(program), stack: "prod", ...options });
}

function programOf(page: string): Snippet {
  const found = inTypeScript.find((snippet) => snippet.page === page && useOf(snippet) === "program");
  if (found === undefined) throw new Error(`${page} has no program`);
  return found;
}

/** What a terminal shows on the first page. */
const terminalBlocks = snippets.filter(({ page, language }) => page === "README.md" && language === "");

describe("what the first page says", () => {
  it("is how many resources its web tier has", async () => {
    const { resources } = await previewed(programOf("README.md"));
    const made = resources.filter(({ managed, type }) => managed && type.startsWith("digitalocean:"));
    expect(made).toHaveLength(16);
    expect(pageText("README.md")).toContain("Sixteen resources");
  });

  it("is how many rules there are, and what they cover of the checks of other scanners", () => {
    const checks = scanners.flatMap((scanner) => scanner.checks);
    const covered = checks.filter((check) => coverOf(check, rules).length > 0);
    expect(pageText("README.md")).toContain(`\n${rules.length} rules, each with`);
    expect(pageText("README.md")).toContain(`cover ${covered.length} of the ${checks.length} checks that`);
    for (const { name } of scanners) expect(pageText("README.md")).toContain(name);
  });

  it("is what governor check and governor cost print", async () => {
    const governor = join(root, "node_modules", ".bin", "governor");
    const file = join(root, "test", "recorded", "preview-create.json");
    const cwd = folderOf("README.md");
    const check = await capture(governor, ["check", "--file", file], { cwd });
    const cost = await capture(governor, ["cost", "--file", file], { cwd });
    expect([check.code, cost.code], `${check.stderr}\n${cost.stderr}`).toEqual([1, 0]);
    const printed = inOneLine(check.stdout + cost.stdout);
    for (const part of terminalBlocks[0]?.text.split(/^\.\.\.$/m) ?? []) expect(printed).toContain(inOneLine(part));
  });

  it("is what is wrong with settings", async () => {
    const wrong =
      "providers: { digitalocean: { regions: { allowed: [nyc3, sfo9] } } }\nrules: { droplet-backup: advisory }\n";
    const problems = await previewProgram({ dir: join(root, "examples", "ungoverned"), settings: wrong }).catch(String);
    for (const line of terminalBlocks[1]?.text.trim().split("\n") ?? []) {
      expect(inOneLine(String(problems))).toContain(inOneLine(line.replace(/^\S+ /, "")));
    }
  });

  it("accepts by an exemption that encryption at rest cannot be verified", async () => {
    const asked = sample().replace(/^( *)max_buckets:.*$/m, "$&\n$1encryption_required: true");
    const { findings } = await previewed(programOf("packages/digitalocean/docs/archived-bucket.md"), {
      settings: `${asked}${inPage("README.md", /^environments:/)}`,
      stack: "dev",
    });
    expect(findings.filter(({ rule }) => rule === "encryption-required")).toMatchObject([{ status: "exempt" }]);
  });
});

const inOneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** USD as the pages write them: `$5`, `$55.20`. */
function shown(cost: number): string {
  return Number.isInteger(cost) ? String(cost) : cost.toFixed(2);
}

function pageText(page: string): string {
  return readFileSync(join(root, page), "utf8");
}

describe("what the components' page says", () => {
  it("is the error for three problems", async () => {
    const [shown] = snippets.filter(
      ({ page, language }) => page === "packages/digitalocean/README.md" && language === "",
    );
    const dir = join(folder, "pages", "problems");
    write(join(dir, "Pulumi.yaml"), "name: problems\nruntime: nodejs\n");
    write(
      join(dir, "index.ts"),
      programOf("packages/digitalocean/README.md")
        .text.replace("www.example.com", "not a domain")
        .replace(/alertEmails: .*/, "dropletArgs: { monitoring: false },"),
    );
    const error = inOneLine(String(await previewProgram({ dir, settings: sample() }).catch(String)));
    for (const part of shown?.text.split(/\n|\.\.\./) ?? []) expect(error).toContain(inOneLine(part));
  });
});

describe("SQL", () => {
  it.each(titled(snippets.filter(({ language }) => language === "sql")))(
    "%s is what its program gives",
    async (_, sql) => {
      const { outputs } = await previewed(programOf(sql.page));
      expect(outputs.grantsSql).toBe(sql.text);
    },
  );
});

describe("YAML and JSON", () => {
  it.each(titled(snippets.filter((snippet) => snippet.language === "yaml" && !isRunElsewhere(snippet))))(
    "%s is a file that is taken",
    (_, { page, text, file }) => {
      if (file?.endsWith("PulumiPolicy.yaml") === true) expect(text).toBe("runtime: nodejs\n");
      else {
        const explicit = /^\w/m.test(text) ? text : `${text}providers: {}\n`;
        loadSettings({
          order: "project",
          env: {},
          startDir: folderOf(page),
          explicit,
          rules,
          project: "p",
          stack: "s",
        });
      }
    },
  );

  it.each(titled(snippets.filter(({ language }) => language === "json")))("%s can be read", (_, { text }) => {
    expect(() => JSON.parse(text)).not.toThrow();
  });
});

/** Steps of a workflow are commands, below; programs read a Compose file; those in YAML run under `test/languages`. */
function isRunElsewhere({ file, text }: Snippet): boolean {
  return isWorkflow(file) || isCompose(file) || /^runtime: yaml$/m.test(text);
}

function isWorkflow(file: string | undefined): boolean {
  return file?.startsWith(".github/workflows/") === true;
}

function isCompose(file: string | undefined): boolean {
  return file === "compose.yaml";
}

/** The commands that the steps of a workflow run, as if they were a block of them. */
function stepsOf(snippet: Snippet): Snippet {
  return { ...snippet, text: [...snippet.text.matchAll(/^ *- run: (.*)$/gm)].map(([, run]) => run).join("\n") };
}

describe("commands", () => {
  it.each(titled(snippets.filter(({ file }) => isWorkflow(file))))("%s runs what exists", (_, snippet) => {
    expect(stepsOf(snippet).text).not.toBe("");
    expect(problemsOfShell(stepsOf(snippet), snippets)).toEqual([]);
  });

  it.each(titled(snippets.filter(({ language }) => language === "sh")))("%s name what exists", (_, snippet) => {
    expect(problemsOfShell(snippet, snippets)).toEqual([]);
  });
});

describe("pages", () => {
  it("say of every block what language it is in, and this test knows it", () => {
    const known = ["", "ts", "yaml", "json", "sh", "sql"];
    // The programs of one page run under `test/languages`.
    const ofOtherLanguages = "packages/digitalocean/docs/languages.md";
    const unknown = snippets.filter(({ language, page }) => !known.includes(language) && page !== ofOtherLanguages);
    expect(unknown).toEqual([]);
  });

  it.each(pages)("%s links to files that exist", (page) => {
    const links = [...pageText(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, target = ""]) => target);
    expect(links.filter((target) => globSync(join(dirname(join(root, page)), target)).length === 0)).toEqual([]);
  });

  it.each(globSync("packages/digitalocean/docs/diagrams/*.svg", { cwd: root }))("%s is on its page", (diagram) => {
    const page = `packages/digitalocean/docs/${basename(diagram, ".svg")}.md`;
    expect(pageText(page)).toContain(`(diagrams/${basename(diagram)})`);
  });

  it.each(pages)("%s calls the command by its package, since the name alone is somebody else's", (page) => {
    expect(pageText(page)).not.toMatch(/npx governor/);
  });
});
