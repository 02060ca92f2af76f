// Draws what the first program of each component's page creates, packages/digitalocean/docs/diagrams/<page>.svg:
//
//   node tools/generators/diagrams.ts [--check]
//
// Needs what `npm run build` makes. With --check nothing is written, and the exit code is 1 where a drawing is stale.
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { previewProgram } from "@infrafabric/testing";
import { diagramOf } from "../../packages/governor/dist/reports/html/diagram.js";
import { isProgram, projectOf } from "../../test/docs/project.ts";
import { snippetsOf } from "../../test/docs/snippets.ts";
import { root } from "../bootstrap/paths.mjs";
import { putOrCheck } from "./generated-file.ts";

const docs = "packages/digitalocean/docs";
/** These are not about one component. */
const others = ["arguments.md", "languages.md", "moving-in.md", "numbers.md"];
const pages = globSync("*.md", { cwd: join(root, docs), exclude: others }).sort();

const folder = mkdtempSync(join(tmpdir(), "infrafabric-diagrams-"));
try {
  // The programs import what a user installs; the packages of that in turn are found in the second.
  mkdirSync(join(folder, "pages"));
  symlinkSync(join(root, "test", "node_modules"), join(folder, "pages", "node_modules"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  for (const page of pages) {
    const drawing = await drawn(`${docs}/${page}`);
    putOrCheck(join(root, docs, "diagrams", `${basename(page, ".md")}.svg`), drawing);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** The component that the title of its page names. */
function componentOf(page: string): string {
  return readFileSync(join(root, page), "utf8").match(/^# (\w+)$/m)?.[1] ?? "";
}

async function drawn(page: string): Promise<string> {
  const program = snippetsOf(page).find(isProgram);
  if (program === undefined) throw new Error(`${page} has no program to draw`);
  const dir = join(folder, "pages", basename(page, ".md"));
  for (const [name, text] of Object.entries({ ...projectOf(page), "index.ts": program.text })) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  const { stack } = await previewProgram({ dir, stack: "prod" });
  return diagramOf(stack, componentOf(page));
}
