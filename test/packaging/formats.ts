// A program with a component, outside the repository, in every module format that Pulumi programs are written in.
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type TypeScript from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { example, hasEngine, openWorkbench } from "../engine/workbench.ts";
import { installWithNpm } from "./packed.ts";

/** Where components are; every compiler can read them. */
const componentEntries = ["@infrafabric/digitalocean", "@infrafabric/digitalocean/objects"];
/** What programs and their tests import. */
const entries = [...componentEntries, "@infrafabric/governor", "@infrafabric/testing"];

interface Format {
  readonly module: string;
  readonly moduleResolution: string;
  /** Of the project's package.json. */
  readonly type?: "module";
}

const formats: Readonly<Record<string, Format>> = {
  // Pulumi's templates of many years.
  commonjs: { module: "commonjs", moduleResolution: "node" },
  node16: { module: "node16", moduleResolution: "node16" },
  // Pulumi's templates of today.
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  "ES modules": { module: "nodenext", moduleResolution: "nodenext", type: "module" },
};

const source = example("web-tier");

/** Copies the example into a project of that format, beside a file that imports these entries. */
function write(dir: string, { type, ...format }: Format, imported: readonly string[]): void {
  cpSync(source, dir, { recursive: true, filter: (file) => !file.includes("node_modules") });
  const imports = imported.map((entry, index) => `import * as entry${index} from "${entry}";\n`);
  const names = imported.map((_, index) => `entry${index}`);
  const files: Readonly<Record<string, string>> = {
    "package.json": JSON.stringify({ name: "web-tier", main: "index.ts", ...(type === undefined ? {} : { type }) }),
    // As the templates have it: nothing skips the check of libraries.
    "tsconfig.json": JSON.stringify({
      compilerOptions: { strict: true, target: "es2020", outDir: "bin", ...format },
      files: ["index.ts", "imports.ts"],
    }),
    "imports.ts": `${imports.join("")}export const imported = [${names.join(", ")}];\n`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
}

/** The compiler that Pulumi's host takes for a project: the installed one, else its own. */
function compilerOf(dir: string): typeof TypeScript {
  return createRequire(join(dir, "package.json"))("@pulumi/pulumi/typescript-shim");
}

/** What `tsc --noEmit` says, `file: message`. */
function typeProblems(dir: string): readonly string[] {
  const ts = compilerOf(dir);
  const file = join(dir, "tsconfig.json");
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  // The compiler's own library is nobody's fault.
  const more = { noEmit: true, skipDefaultLibCheck: true };
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, dir, more, file);
  return ts
    .getPreEmitDiagnostics(ts.createProgram(fileNames, options))
    .map((problem) => `${problem.file?.fileName}: ${ts.flattenDiagnosticMessageText(problem.messageText, "\n")}`);
}

/** Previews a project with the installed pack, in the real engine. */
async function expectGoverned(dir: string): Promise<void> {
  const workbench = openWorkbench();
  try {
    const stack = await workbench.stack(dir, { pack: "node_modules/@infrafabric/policy-pack" });
    const { code, text } = await stack.preview();
    expect(code, text).toBe(0);
    expect(text).toContain("infrafabric-digitalocean:index:GovernedWebTier web create");
    expect(text).toMatch(/✅ infrafabric@/);
    expect(text).toMatch(/^ +monthlyCost: \d/m);
  } finally {
    workbench.close();
  }
}

/** Tests the packed packages, by name, in projects within a folder. */
export function describeFormats(tarballs: ReadonlyMap<string, string>, folder: string): void {
  const installed = join(folder, "installed");

  // One installation serves all: what the example asks for, and the compiler that Pulumi's templates ask for.
  beforeAll(async () => {
    const packed = ["governor", "digitalocean", "testing", "policy-pack"].map((name) => [
      `@infrafabric/${name}`,
      `file:${tarballs.get(name)}`,
    ]);
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(source, "package.json"), "utf8"));
    const all = {
      ...dependencies,
      ...devDependencies,
      ...Object.fromEntries(packed),
      "@types/node": "^18",
      typescript: "^5.0.0",
    };
    mkdirSync(installed, { recursive: true });
    writeFileSync(join(installed, "package.json"), JSON.stringify({ private: true, dependencies: all }));
    await installWithNpm(installed);
  });

  describe.each(Object.entries(formats))("a program in %s", (name, format) => {
    const dir = join(folder, name);
    beforeAll(() => {
      write(dir, format, entries);
      symlinkSync(join(installed, "node_modules"), join(dir, "node_modules"));
    });

    it("type-checks", () => {
      expect(compilerOf(dir).version).toMatch(/^5\./);
      expect(typeProblems(dir)).toEqual([]);
    });

    it.skipIf(!hasEngine)("passes its preview", () => expectGoverned(dir));
  });

  describe("a program without a compiler of its own", () => {
    const dir = join(folder, "vendored");
    beforeAll(() => {
      write(dir, { module: "commonjs", moduleResolution: "node" }, componentEntries);
      // Links would lead the host back to the installed compiler.
      cpSync(join(installed, "node_modules"), join(dir, "node_modules"), {
        recursive: true,
        verbatimSymlinks: true,
        filter: (file) => file !== join(installed, "node_modules", "typescript"),
      });
    });

    it("type-checks with the one that Pulumi brings, as far as libraries of its age go", () => {
      expect(compilerOf(dir).version).toBe("3.8.3");
      // Node's own types are newer than that compiler, whoever the program belongs to.
      expect(typeProblems(dir).filter((problem) => !/node_modules\/@(types|grpc)\//.test(problem))).toEqual([]);
    });

    it.skipIf(!hasEngine)("passes its preview", () => expectGoverned(dir));
  });
}
