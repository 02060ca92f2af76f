// Writes everything in the repository that is made from code; with --check it only says what is stale.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const generators = [
  "kind-inputs.ts",
  "folder-lists.ts",
  "settings-schema.ts",
  "rule-docs.ts",
  "coverage.ts",
  "rule-id-type.ts",
  "component-arguments.ts",
  "plugin-schema.ts",
  "diagrams.ts",
  "request-shapes.ts",
  "fidelity.ts",
  "spaces-gaps.ts",
  "page-scripts.ts",
  "snapshot-program.ts",
];

for (const generator of generators) {
  const file = fileURLToPath(new URL(generator, import.meta.url));
  const { status } = spawnSync(process.execPath, [file, ...process.argv.slice(2)], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}
