// What the programs of a page find beside them.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { root } from "../../tools/bootstrap/paths.mjs";
import { type Snippet, snippetsOf } from "./snippets.ts";

/** A place for the first programs of pages; `close` removes it. */
export function openPages() {
  const folder = mkdtempSync(join(tmpdir(), "infrafabric-programs-"));
  // The programs import what a user installs; the packages of that in turn are found in the second.
  mkdirSync(join(folder, "pages"));
  symlinkSync(join(root, "test", "node_modules"), join(folder, "pages", "node_modules"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return {
    /** The folder of a project with the first program of a page. */
    projectWith(page: string): string {
      const program = snippetsOf(page).find(isProgram);
      if (program === undefined) throw new Error(`${page} has no program`);
      const dir = join(folder, "pages", basename(page, ".md"));
      for (const [name, text] of Object.entries({ ...projectOf(page), "index.ts": program.text })) {
        mkdirSync(dirname(join(dir, name)), { recursive: true });
        writeFileSync(join(dir, name), text);
      }
      return dir;
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The files of a Pulumi project in which the programs of a page run, by path. */
export function projectOf(page: string): Readonly<Record<string, string>> {
  return { "Pulumi.yaml": "name: pages\nruntime: nodejs\n", "governor.yaml": sample(), ...fixtures[page]?.() };
}

const fixtures: Readonly<Record<string, () => Readonly<Record<string, string>>>> = {
  "packages/digitalocean/README.md": () => ({
    "governor.yaml": `${sample()}${inPage("packages/digitalocean/README.md", /^exempt_in_code:/)}`,
  }),
  "packages/digitalocean/docs/governed-kubernetes.md": () => ({
    "governor.yaml": inPage("packages/digitalocean/docs/governed-kubernetes.md", /^providers:/),
  }),
  "packages/digitalocean/docs/governed-droplet.md": () => ({
    "governor.yaml": `${sample()}exempt_in_code: [no-secrets-in-user-data]\n`,
    "compose.yaml": inPage("packages/digitalocean/docs/governed-droplet.md", /^services:/),
  }),
  "packages/digitalocean/docs/static-site.md": () => ({
    "governor.yaml": `providers: { digitalocean: {} }\n${inPage("packages/digitalocean/docs/static-site.md", /^exemptions:/)}`,
  }),
  "packages/digitalocean/docs/spaces-objects.md": () => ({ "public/index.html": "<p>hello</p>", "art/logo.png": "" }),
};

/** The settings that the first page shows. */
export function sample(): string {
  return snippetsOf("README.md").find(({ file }) => file === "governor.yaml")?.text ?? "";
}

/** The block of a page that begins so. */
export function inPage(page: string, beginning: RegExp): string {
  return snippetsOf(page).find(({ text }) => beginning.test(text))?.text ?? "";
}

/** Whether a snippet is a program that creates resources. */
export function isProgram({ language, text }: Snippet): boolean {
  return language === "ts" && /from "@(pulumi|infrafabric)\/digitalocean/.test(text);
}
