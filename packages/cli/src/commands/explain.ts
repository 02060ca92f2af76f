import { readFileSync } from "node:fs";
import { rules } from "@infrafabric/governor";
import { meant, readOptions, usageError } from "../options.ts";

const help = `Usage: governor explain <rule>

Tells of one rule what it requires, why, what to do about a violation, which parameters it has, and what passes and
violates it.

Examples
  governor explain droplet-backups
  governor explain CKV_DIO_1          by the id of the same check elsewhere

Options
  --help  Shows this; governor rules lists the rules

Exit code
  0  explained
  2  wrong usage, or there is no such rule`;

/** Prints the page of a rule. */
export async function run(args: readonly string[]): Promise<void> {
  const given = readOptions("explain", args, {}, "<rule>");
  if (given.help) return console.log(help);
  const [word, ...more] = given.words;
  if (word === undefined || more.length > 0)
    throw usageError("explain", [word === undefined ? "name a rule: governor explain <rule>" : "name one rule alone"]);
  const rule = rules.find(({ id, aliases = [] }) => id === word || aliases.includes(word));
  if (rule === undefined)
    throw usageError("explain", [
      `unknown rule "${word}"${meant(
        word,
        rules.flatMap(({ id, aliases = [] }) => [id, ...aliases]),
      )}`,
    ]);
  const page = readFileSync(new URL(`./rules/${rule.id}.md`, import.meta.url), "utf8");
  process.stdout.write(plainText(page));
}

/** A page as a terminal shows it: without the marks of Markdown, code indented. */
export function plainText(page: string): string {
  const lines: string[] = [];
  let isCode = false;
  for (const line of page.split("\n")) {
    if (line.startsWith("```")) isCode = !isCode;
    else if (isCode) lines.push(`    ${line}`);
    else if (!/^<!--.*-->$/.test(line) && !/^\|[ |-]*\|$/.test(line)) lines.push(plainLine(line));
  }
  return `${lines
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

function plainLine(line: string): string {
  const cells = /^\| (.*) \|$/.exec(line)?.[1]?.split(/(?<!\\) \| /);
  const text =
    cells === undefined
      ? line.replace(/^#+ (.*)$/, (_, title: string) => title.toUpperCase())
      : `  ${cells.join(cells.length === 2 ? ": " : "  ")}`;
  return text
    .replaceAll("\\|", "|")
    .replaceAll(/\*\*(.+?)\*\*/g, "$1")
    .replaceAll(/<(https:[^>]+)>/g, "$1")
    .replaceAll(/`([^`]+)`/g, "$1");
}
