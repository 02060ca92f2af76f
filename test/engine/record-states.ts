// Records what the examples deploy, so that later versions can be held to it, all or those that are named:
// node test/engine/record-states.ts [web-tier...]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { example, openWorkbench, root } from "./workbench.ts";

const examples = [
  "web-tier",
  "kubernetes",
  "docker-host",
  "database",
  "archive",
  "static-site",
  "three-teams/platform",
];
const names = process.argv.slice(2);
const { version } = JSON.parse(readFileSync(join(root, "packages", "digitalocean", "package.json"), "utf8"));
const folder = join(root, "test", "recorded", "states", version);
const workbench = openWorkbench();
try {
  for (const name of names.length === 0 ? examples : names) {
    const env = { SPACES_ACCESS_KEY_ID: "DO00EXAMPLE", SPACES_SECRET_ACCESS_KEY: "example" };
    const stack = await workbench.stack(example(name), { pack: "none", env });
    const up = await stack.up("--skip-preview");
    if (up.code !== 0) throw new Error(up.text);
    // Where the files of the project stood does not matter.
    const file = join(folder, `${name}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, (await stack.exported()).replaceAll(`${root}/`, ""));
  }
} finally {
  workbench.close();
}
