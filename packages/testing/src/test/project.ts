import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Writes a Pulumi project named `shop` to a folder of its own, with the repository's packages installed. */
export function projectWith(files: Readonly<Record<string, string>>, { installed = true } = {}): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "infrafabric-testing-")));
  folders.push(folder);
  if (installed) symlinkSync(join(__dirname, "../../../../node_modules"), join(folder, "node_modules"), "dir");
  for (const [name, text] of Object.entries({ "Pulumi.yaml": "name: shop\nruntime: nodejs\n", ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** A program in TypeScript with the imports that every program has. */
export function program(body: string): string {
  return `import * as pulumi from "@pulumi/pulumi";\nimport * as digitalocean from "@pulumi/digitalocean";\n${body}\n`;
}

/** Arguments of a Droplet that are enough. */
export const droplet = `{ image: "ubuntu-24-04-x64", size: "s-1vcpu-1gb", region: "nyc3" }`;
