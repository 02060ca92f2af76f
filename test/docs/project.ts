// What the programs of a page find beside them.
import { type Snippet, snippetsOf } from "./snippets.ts";

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
