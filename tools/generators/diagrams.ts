// Draws what the first program of each component's page creates, packages/digitalocean/docs/diagrams/<page>.svg:
//
//   node tools/generators/diagrams.ts [--check]
//
// Needs what `npm run build` makes. With --check nothing is written, and the exit code is 1 where a drawing is stale.
import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { previewProgram } from "@infrafabric/testing";
import { diagramOf } from "../../packages/governor/dist/reports/html/diagram.js";
import { openPages } from "../../test/docs/project.ts";
import { root } from "../bootstrap/paths.mjs";
import { putOrCheck } from "./generated-file.ts";

const docs = "packages/digitalocean/docs";
/** These are not about one component. */
const others = ["arguments.md", "languages.md", "moving-in.md", "numbers.md"];
const pages = globSync("*.md", { cwd: join(root, docs), exclude: others }).sort();

const programs = openPages();
try {
  for (const page of pages) {
    const drawing = await drawn(`${docs}/${page}`);
    putOrCheck(join(root, docs, "diagrams", `${basename(page, ".md")}.svg`), drawing);
  }
} finally {
  programs.close();
}

/** The component that the title of its page names. */
function componentOf(page: string): string {
  return readFileSync(join(root, page), "utf8").match(/^# (\w+)$/m)?.[1] ?? "";
}

async function drawn(page: string): Promise<string> {
  const dir = programs.projectWith(page);
  const { stack } = await previewProgram({ dir, stack: "prod" });
  return diagramOf(stack, componentOf(page));
}
