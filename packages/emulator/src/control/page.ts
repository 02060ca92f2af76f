import { readFileSync } from "node:fs";
import { extname } from "node:path";

const types: ReadonlyMap<string, string> = new Map([
  [".html", "text/html; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".svg", "image/svg+xml"],
]);

/** What the page is made of; nothing else is read from the folder. */
const files = [
  "index.html",
  "page.css",
  "icon.svg",
  "page.js",
  "layout.js",
  "graph.js",
  "controls.js",
  "dom.js",
  "throttle.js",
];

/** Name of the file of the page at a path; undefined where there is none. */
export function pageFileAt(path: string): string | undefined {
  const name = path.replace(/^\/_emulator\/?/, "") || "index.html";
  return files.includes(name) ? name : undefined;
}

/** A file of the page. It loads nothing from elsewhere, and cannot. */
export function pageFile(file: string): Response {
  return new Response(readFileSync(new URL(`./page/${file}`, import.meta.url)), {
    headers: {
      "content-type": types.get(extname(file)) ?? "application/octet-stream",
      "content-security-policy":
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-cache",
    },
  });
}
