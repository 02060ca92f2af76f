// Records what the examples deploy, so that later versions can be held to it: node test/engine/record-states.ts
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { example, openWorkbench, root } from "./workbench.ts";

const { version } = JSON.parse(readFileSync(join(root, "packages", "digitalocean", "package.json"), "utf8"));
const folder = join(root, "test", "recorded", "states", version);
mkdirSync(folder, { recursive: true });
const workbench = openWorkbench();
try {
  for (const name of ["web-tier", "kubernetes", "docker-host", "database", "archive"]) {
    const env = { SPACES_ACCESS_KEY_ID: "DO00EXAMPLE", SPACES_SECRET_ACCESS_KEY: "example" };
    const stack = await workbench.stack(example(name), { pack: "none", env });
    const up = await stack.up("--skip-preview");
    if (up.code !== 0) throw new Error(up.text);
    // Where the files of the project stood does not matter.
    writeFileSync(join(folder, `${name}.json`), (await stack.exported()).replaceAll(`${root}/`, ""));
  }
} finally {
  workbench.close();
}
