import { createHash } from "node:crypto";
import { governorVersion } from "../../version";
import { html, type Markup, trusted } from "./markup";
import { style } from "./style";

/** A page that needs nothing besides itself. */
export interface Document {
  readonly title: string;
  readonly main: Markup;
  /** What the script reads. */
  readonly data?: Markup;
  readonly script: string;
}

/** Writes a page whose own script alone may run, and which loads nothing. */
export function htmlDocument({ title, main, data, script }: Document): string {
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title} · governor</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the report</a>
<header class="top"><div class="wide"><span class="brand">governor</span><span class="made">${governorVersion} · ${new Date().toISOString().slice(0, 10)}</span><button type="button" id="theme" class="script-only" hidden>Dark</button></div></header>
<main id="main" class="wide">
${main}
</main>
<footer class="wide">Written by governor ${governorVersion}. The page needs no network, and no secret is in it.</footer>
${data === undefined ? "" : html`<script type="application/json" id="resources">${data}</script>\n`}<script>${trusted(script)}</script>
</body>
</html>
`.text;
}

/** What a page says first: passes or blocked, by more than a colour. */
export function verdict(passes: boolean, content: Markup): Markup {
  return html`<div class="verdict ${passes ? "passes" : "blocked"}"><span class="mark" aria-hidden="true">${passes ? "✓" : "✕"}</span><div>${content}</div></div>`;
}

/** A number that a page shows large, with what it counts. */
export function tile(value: string | number, word: string, kind = ""): Markup {
  return html`<li class="${kind}"><b>${value}</b> <span>${word}</span></li>`;
}

/** Words as a sentence. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
