// Writes packages/governor/src/reports/html/scripts.generated.ts: the scripts that stand in the pages of reports.
//
//   node tools/generators/page-scripts.ts [--check]
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { putOrCheck } from "./generated-file.ts";

const folder = fileURLToPath(new URL("../../packages/governor/src/reports/html/", import.meta.url));

const { outputFiles } = await build({
  absWorkingDir: `${folder}browser`,
  entryPoints: ["check.ts", "cost.ts"],
  outdir: "out",
  bundle: true,
  write: false,
  platform: "browser",
  format: "iife",
  target: "es2022",
  tsconfigRaw: {},
  logLevel: "warning",
});
const scripts = outputFiles.map(({ path, text }) => {
  const name = /([^/\\]+)\.js$/.exec(path)?.[1] ?? "";
  const lines = text.split("\n").filter((line) => !/^\s*\/\/ /.test(line));
  return `/** That of \`governor ${name}\`. */\nexport const ${name}Script = [\n${lines
    .map((line) => `  ${JSON.stringify(line)},`)
    .join("\n")}\n].join("\\n");\n`;
});
putOrCheck(
  `${folder}scripts.generated.ts`,
  `// Made by tools/generators/page-scripts.ts from the folder browser. Do not edit.\n\n${scripts.join("\n")}`,
);
