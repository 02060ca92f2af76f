import { isAbsolute, relative } from "node:path";
import type { SettingsPlace } from "./document";

/** One thing that is wrong with the settings. */
export interface Fault {
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

/** The settings cannot be used. The message shows all faults at once. */
export class SettingsError extends Error {
  override readonly name: string = "SettingsError";
  /** In the order of their positions. */
  readonly faults: readonly Fault[];
  /** Where the settings came from. */
  readonly origin: string;

  constructor(origin: string, faults: readonly Fault[]) {
    const sorted = inOrder(faults);
    super(messageOf(origin, sorted));
    this.origin = origin;
    this.faults = sorted;
  }
}

/** There are no settings anywhere. */
export class SettingsMissingError extends SettingsError {
  override readonly name = "SettingsMissingError";
}

/** Columns grow no wider than this, so that one long path does not push every message off the screen. */
const widestColumn = 52;

function messageOf(origin: string, faults: readonly Fault[]): string {
  return `invalid settings (${shownFile(origin)}): ${countOf(faults)}\n${formatFaults(faults)}`;
}

/** `1 fault`, `3 faults`. */
export function countOf(faults: readonly Fault[]): string {
  return faults.length === 1 ? "1 fault" : `${faults.length} faults`;
}

/** Faults for a person: where, what is wrong, what is allowed, what to do, in columns. */
export function formatFaults(faults: readonly Fault[]): string {
  const places = faults.map(placeOf);
  const placeWidth = widthOf(places);
  const pathWidth = widthOf(faults.map((fault) => fault.path));
  const indent = " ".repeat(placeWidth + pathWidth);
  const lines = faults.flatMap((fault, index) => [
    `${column(places[index] ?? "", placeWidth)}${column(fault.path, pathWidth)}${fault.message}`,
    ...(fault.allowed === undefined ? [] : [`${indent}allowed: ${fault.allowed}`]),
    ...(fault.hint === undefined ? [] : [`${indent}do: ${fault.hint}`]),
  ]);
  return lines.join("\n");
}

function placeOf({ file, line, column }: Fault): string {
  const parts = [file === undefined ? undefined : shownFile(file), line, column];
  return parts.filter((part) => part !== undefined).join(":");
}

/** A place in settings besides those at fault, in full: a policy pack works in a folder of its own. */
export function showPlace({ origin, file, path, line, column }: SettingsPlace): string {
  const shown = file ?? origin;
  if (path === undefined) return `${shown}, by default`;
  if (line === undefined) return path === "" ? shown : `${shown}, ${path}`;
  return `${shown}:${line}:${column ?? 1}`;
}

/** The short form that terminals and editors open; absolute where the file lies outside the working folder. */
function shownFile(file: string): string {
  if (!isAbsolute(file)) return file;
  const short = relative(process.cwd(), file);
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
function inOrder(faults: readonly Fault[]): readonly Fault[] {
  const files = [...new Set(faults.map(({ file }) => file))];
  return files.flatMap((file) => faults.filter((fault) => fault.file === file).toSorted(byPosition));
}

function byPosition(one: Fault, other: Fault): number {
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0);
}
