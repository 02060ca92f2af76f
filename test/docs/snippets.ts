// The fenced blocks of code in a page.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tools/bootstrap/paths.mjs";

/** A fenced block of code. */
export interface Snippet {
  /** The page, from the repository's root. */
  readonly page: string;
  /** Line of its first line of code. */
  readonly line: number;
  /** As the fence says; empty for what a terminal shows. */
  readonly language: string;
  /** The file that the paragraph before it names, such as "`policy/index.ts`:". */
  readonly file?: string;
  readonly text: string;
}

const fence = /^```(\w*)\n(.*?)^```$/gms;

/** A file name in backquotes at the beginning of the last paragraph, or at its end. */
const namedFile = /(?:^`([\w./-]+\.\w+)`[^\n]*|^[^\n]*`([\w./-]+\.\w+)`):\n\n$/m;

export function snippetsOf(page: string): readonly Snippet[] {
  const markdown = readFileSync(join(root, page), "utf8");
  return [...markdown.matchAll(fence)].map(({ index, 1: language = "", 2: text = "" }) => {
    const before = markdown.slice(0, index);
    const paragraph = before.slice(before.trimEnd().lastIndexOf("\n\n") + 2);
    const named = namedFile.exec(paragraph);
    const file = named?.[1] ?? named?.[2];
    return { page, line: before.split("\n").length + 1, language, text, ...(file === undefined ? {} : { file }) };
  });
}
