import { isAbsolute, relative } from "node:path";
import type { SettingsPlace } from "./document";

/** One thing that is wrong with the settings. */
export interface Problem {
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  /** Such as `providers.digitalocean.regions.allowed[2]`; empty for the document as a whole. */
  readonly path: string;
  /** What stands there, where it is short and plain. */
  readonly found?: string;
  readonly message: string;
  /** What may stand there. */
  readonly allowed?: string;
  /** What to do. */
  readonly hint?: string;
}

/** The settings cannot be used. The message shows all problems at once. */
export class SettingsError extends Error {
  override readonly name: string = "SettingsError";
  /** In the order of their positions. */
  readonly problems: readonly Problem[];
  /** Where the settings came from. */
  readonly origin: string;

  constructor(origin: string, problems: readonly Problem[]) {
    const sorted = inOrder(problems);
    super(messageOf(origin, sorted, process.cwd()));
    this.origin = origin;
    this.problems = sorted;
  }
}

/** There are no settings anywhere. */
export class SettingsMissingError extends SettingsError {
  override readonly name = "SettingsMissingError";
}

/** Columns grow no wider than this, so that one long path does not push every message off the screen. */
const widestColumn = 52;

/** @param folder What paths are relative to if they lie in it; undefined: they are absolute. */
export function messageOf(origin: string, problems: readonly Problem[], folder: string | undefined): string {
  return `invalid settings (${shownFile(origin, folder)}): ${countOf(problems)}\n${formatProblems(problems, { folder })}`;
}

/** `1 problem`, `3 problems`. */
export function countOf(problems: readonly Problem[]): string {
  return problems.length === 1 ? "1 problem" : `${problems.length} problems`;
}

interface Shown {
  /** See `messageOf`. */
  readonly folder: string | undefined;
}

/** Problems for a person: where, what is wrong, what is allowed, what to do, in columns. */
export function formatProblems(problems: readonly Problem[], { folder }: Shown = { folder: process.cwd() }): string {
  const places = problems.map((problem) => placeOf(problem, folder));
  const placeWidth = widthOf(places);
  const pathWidth = widthOf(problems.map((problem) => problem.path));
  const indent = " ".repeat(placeWidth + pathWidth);
  const lines = problems.flatMap((problem, index) => [
    `${column(places[index] ?? "", placeWidth)}${column(problem.path, pathWidth)}${problem.message}`,
    ...(problem.allowed === undefined ? [] : [`${indent}allowed: ${problem.allowed}`]),
    ...(problem.hint === undefined ? [] : [`${indent}do: ${problem.hint}`]),
  ]);
  return lines.join("\n");
}

function placeOf({ file, line, column }: Problem, folder: string | undefined): string {
  const parts = [file === undefined ? undefined : shownFile(file, folder), line, column];
  return parts.filter((part) => part !== undefined).join(":");
}

/** A place in settings besides those at fault, in full: a policy pack works in a folder of its own. */
export function showPlace({ origin, file, path, line, column }: SettingsPlace): string {
  const shown = file ?? origin;
  if (path === undefined) return `${shown}, by default`;
  if (line === undefined) return path === "" ? shown : `${shown}, ${path}`;
  return `${shown}:${line}:${column ?? 1}`;
}

/** The short form that terminals and editors open; absolute if the file is outside the folder. */
function shownFile(file: string, folder: string | undefined): string {
  if (folder === undefined || !isAbsolute(file)) return file;
  const short = relative(folder, file);
  return short === "" || short.startsWith("..") || isAbsolute(short) ? file : short;
}

function widthOf(texts: readonly string[]): number {
  const widths = texts.map((text) => text.length).filter((length) => length <= widestColumn);
  const longest = Math.max(0, ...widths);
  return longest === 0 ? 0 : longest + 2;
}

function column(text: string, width: number): string {
  if (text === "") return " ".repeat(width);
  return text.length + 2 > width ? `${text}  ` : text.padEnd(width);
}

/** Files in the order in which they are first at fault. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  return files.flatMap((file) => problems.filter((problem) => problem.file === file).toSorted(byPosition));
}

function byPosition(one: Problem, other: Problem): number {
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}
