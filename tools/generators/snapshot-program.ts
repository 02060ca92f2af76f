// Writes packages/digitalocean/src/snapshots/program.generated.ts: the job of a SnapshotSchedule in one piece, as its app
// runs it.
//
//   node tools/generators/snapshot-program.ts [--check]
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { putOrCheck } from "./generated-file.ts";

const folder = fileURLToPath(new URL("../../packages/digitalocean/src/snapshots/", import.meta.url));

const { outputFiles } = await build({
  absWorkingDir: `${folder}job`,
  entryPoints: ["main.ts"],
  bundle: true,
  minify: true,
  write: false,
  platform: "node",
  format: "cjs",
  target: "node24",
  tsconfigRaw: {},
  logLevel: "warning",
});
const [{ text } = { text: "" }] = outputFiles;
putOrCheck(
  `${folder}program.generated.ts`,
  `// Made by tools/generators/snapshot-program.ts from the folder job. Do not edit.

/** The job, in JavaScript for Node 24. */
export const program =
  ${JSON.stringify(text.trim())};
`,
);
