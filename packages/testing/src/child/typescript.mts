import { existsSync, readFileSync } from "node:fs";
import { registerHooks, setSourceMapsSupport } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type TypeScript from "typescript";
import { packageType } from "./package-type.mts";
import type { Sdk } from "./sdk.mts";

const typeScriptFile = /\.(?:[mc]?ts|tsx)$/;

/**
 * Lets the process load TypeScript, wherever it stands outside `node_modules`: by the program's own compiler, or by the
 * one that the SDK brings, without type checking. Imports without extension and those of `.js` for a `.ts` are found.
 */
export function loadTypeScript(sdk: Sdk, entry: string): void {
  let compile: Compile | undefined;
  setSourceMapsSupport(true, { nodeModules: false });
  registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context);
      } catch (error) {
        if (!isPath(specifier) || context.parentURL?.includes("/node_modules/")) throw error;
        for (const candidate of candidatesFor(specifier)) {
          try {
            return next(candidate, context);
          } catch {
            // The error that counts is the one about what the program wrote.
          }
        }
        throw error;
      }
    },
    load(url, context, next) {
      if (!typeScriptFile.test(url) || url.includes("/node_modules/")) return next(url, context);
      const file = fileURLToPath(url);
      const format = formatOf(file);
      compile ??= compilerFor(sdk, entry);
      return { format, source: compile(file, format), shortCircuit: true };
    },
  });
}

type Format = "module" | "commonjs";
type Compile = (file: string, format: Format) => string;

function formatOf(file: string): Format {
  if (file.endsWith(".mts")) return "module";
  return file.endsWith(".cts") ? "commonjs" : packageType(file);
}

function isPath(specifier: string): boolean {
  return /^(\.{0,2}\/|file:)/.test(specifier) || specifier === "." || specifier === "..";
}

function candidatesFor(specifier: string): readonly string[] {
  return [
    ...(/\.[mc]?jsx?$/.test(specifier) ? [specifier.replace(/\.([mc]?)js(x?)$/, ".$1ts$2")] : []),
    ...[".ts", ".tsx", ".js", "/index.ts", "/index.js"].map((end) => `${specifier}${end}`),
  ];
}

function compilerFor({ load, loadInside }: Sdk, entry: string): Compile {
  const ts = compilerOf(load) ?? loadInside("./vendor/typescript@3.8.3/typescript.js");
  const own = optionsIn(ts, join(dirname(entry), "tsconfig.json"));
  return (file, format) => {
    const { outputText, diagnostics } = ts.transpileModule(readFileSync(file, "utf8"), {
      fileName: file,
      reportDiagnostics: true,
      compilerOptions: {
        target: ts.ScriptTarget.ES2020,
        ...own,
        module: format === "module" ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
        inlineSourceMap: true,
        inlineSources: false,
      },
    });
    const found = diagnostics?.find(isSyntaxError);
    if (found !== undefined) throw new SyntaxError(wordsOf(ts, found, file));
    return outputText;
  };
}

function compilerOf(load: NodeJS.Require): typeof TypeScript | undefined {
  try {
    const ts: typeof TypeScript = load("typescript");
    // From version 7 on the package has no compiler to call.
    return typeof ts.transpileModule === "function" ? ts : undefined;
  } catch {
    return undefined;
  }
}

/** What the compiler options decide about the code that comes out, and nothing about checks, files and folders. */
function optionsIn(ts: typeof TypeScript, file: string): TypeScript.CompilerOptions {
  if (!existsSync(file)) return {};
  const host = { ...ts.sys, readDirectory: () => [] };
  const { config } = ts.readConfigFile(file, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config ?? {}, host, dirname(file));
  const kept = [
    "target",
    "esModuleInterop",
    "allowSyntheticDefaultImports",
    "experimentalDecorators",
    "emitDecoratorMetadata",
    "useDefineForClassFields",
    "importHelpers",
    "jsx",
    "jsxFactory",
    "jsxFragmentFactory",
    "jsxImportSource",
  ];
  return Object.fromEntries(
    Object.entries(options).filter(([name, value]) => kept.includes(name) && value !== undefined),
  );
}

/** Codes from 1000 to 1999 are TypeScript's syntax errors; others are about options, which do not matter here. */
function isSyntaxError({ category, code }: TypeScript.Diagnostic): boolean {
  return category === 1 && code >= 1_000 && code < 2_000;
}

function wordsOf(ts: typeof TypeScript, { file, start, messageText }: TypeScript.Diagnostic, path: string): string {
  const message = ts.flattenDiagnosticMessageText(messageText, "\n");
  const position = file === undefined ? undefined : file.getLineAndCharacterOfPosition(start ?? 0);
  const place = relative(process.cwd(), path);
  return position === undefined
    ? `${place}: ${message}`
    : `${place}:${position.line + 1}:${position.character + 1}: ${message}`;
}
