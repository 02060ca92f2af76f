import type { Finding } from "../findings/finding";
import { statusWordOf } from "../findings/status-words";
import { governorVersion } from "../version";
import { columns } from "./columns";
import { printable } from "./printable";
import type { Report, ReportFormat } from "./report";
import { type ReportSection, rowWords, type SectionRow, sectionRows } from "./section";
import { resourceWords } from "./table";

/** How what has changed is told. */
export interface ChangesOptions {
  /** A line of JSON for each round, instead of text; then `first` writes JSON. */
  readonly isJson: boolean;
  /** Default the time of this machine. */
  readonly now?: () => Date;
}

/** Something that a report shows, and what tells it from the rest. */
interface Item {
  readonly data: object;
  readonly words: readonly string[];
}

/**
 * Writes the first reports as a format does, and of later ones what is new and what is gone since the last. Of a stack
 * that is missing in between, such as an account that could not be read, nothing is gone.
 */
export function changesAfter(first: ReportFormat, { isJson, now = () => new Date() }: ChangesOptions): ReportFormat {
  const known = new Map<string, ReadonlyMap<string, Item>>();
  let isFirst = true;
  return (reports, options) => {
    const all = [...reports];
    const changes = all.map((report) => {
      const stack = `${report.stack.project}/${report.stack.stack}`;
      const [before, after] = [known.get(stack) ?? new Map<string, Item>(), itemsIn(report)];
      known.set(stack, after);
      return {
        stack,
        added: [...after].flatMap(([key, item]) => (before.has(key) ? [] : [item])),
        gone: [...before].flatMap(([key, item]) => (after.has(key) ? [] : [item])),
      };
    });
    if (isFirst) {
      isFirst = false;
      const text = first(all, options);
      return isJson ? `${JSON.stringify(JSON.parse(text))}\n` : text;
    }
    const changed = changes.filter(({ added, gone }) => added.length + gone.length > 0);
    if (changed.length === 0) return "";
    const at = now().toISOString();
    if (!isJson) return changed.flatMap((one) => linesOf(one, at)).join("");
    const dataOf = (which: "added" | "gone") =>
      changed.flatMap((one) => one[which].map(({ data }) => ({ stack: one.stack, ...data })));
    return `${JSON.stringify({ version: governorVersion, at, new: dataOf("added"), gone: dataOf("gone") })}\n`;
  };
}

interface Changes {
  readonly stack: string;
  readonly added: readonly Item[];
  readonly gone: readonly Item[];
}

function linesOf({ stack, added, gone }: Changes, at: string): readonly string[] {
  const rows = [...added.map(({ words }) => ["  new", ...words]), ...gone.map(({ words }) => ["  gone", ...words])];
  return [`${at}  ${stack}: ${added.length} new, ${gone.length} gone\n`, ...columns(rows).map((line) => `${line}\n`)];
}

/** What a report complains about: not what is exempt or cannot be verified at all. */
function itemsIn(report: Report): ReadonlyMap<string, Item> {
  return new Map([
    ...report.evaluation.findings.flatMap(itemOfFinding),
    ...sectionRows(report).map(([row, section]) => itemOfRow(row, section)),
  ]);
}

function itemOfFinding(finding: Finding): readonly (readonly [string, Item])[] {
  const { rule, status, level, severity, urn, path, message, fix, fingerprint } = finding;
  if (status === "exempt" || status === "unverifiable") return [];
  const word = statusWordOf(finding) ?? level;
  const data = {
    rule,
    level,
    severity,
    status,
    urn,
    ...(path === undefined ? {} : { path }),
    fingerprint,
    message,
    fix,
  };
  const words = [
    word,
    rule,
    resourceWords(urn),
    printable(rowWords({ id: rule, message, ...(path === undefined ? {} : { path }) })),
  ];
  return [[`finding\n${word}\n${fingerprint}`, { data, words }]];
}

/** A row stays the same while its words change, such as a count, unless there is something to do about it now. */
function itemOfRow({ facts = {}, ...row }: SectionRow, section: ReportSection): readonly [string, Item] {
  const { id, urn, path, fix } = row;
  const key = [section.id, id, urn ?? "", path ?? "", fix === undefined ? "" : "fix"].join("\n");
  const words = [section.id, printable(id), urn === undefined ? "" : resourceWords(urn), printable(rowWords(row))];
  return [key, { data: { section: section.id, ...row, ...facts }, words }];
}
