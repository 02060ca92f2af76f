import {
  appendFileSync,
  closeSync,
  fsyncSync,
  ftruncateSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type * as z from "zod";

/** One record that was put or, without a value, deleted. */
export interface Change {
  readonly account: string;
  readonly table: string;
  readonly id: string;
  readonly value?: unknown;
}

/** What a journal keeps: a change, or a state that took the place of everything. */
export type Note = { readonly change: Change } | { readonly restored: unknown };

/** Where changes go before they are acknowledged. */
export interface Journal {
  note(note: Note): void;
  /** Makes sure that all that was noted outlives the process. */
  flush(): void;
  close(): void;
}

/** For an emulator that forgets. */
export const noJournal: Journal = { note: () => {}, flush: () => {}, close: () => {} };

/**
 * Lines of JSON, the last of which a killed process may have left torn. It was never acknowledged. Read in chunks: a
 * journal may be longer than a string can be.
 *
 * @param end Whether the last line may be torn. A snapshot is written whole: without its newline, it counts if it reads.
 * @throws Error that names file and line where one cannot be read.
 */
export function* readLines<T>(
  file: string,
  schema: z.ZodType<T>,
  end: "may be torn" | "is whole" = "may be torn",
): Generator<T> {
  if (!isThere(file, "file")) return;
  const handle = openSync(file, "r");
  try {
    let number = 0;
    let begun: Buffer[] = [];
    for (;;) {
      const chunk = Buffer.alloc(1024 * 1024);
      const read = chunk.subarray(0, readSync(handle, chunk));
      if (read.length === 0) {
        const rest = Buffer.concat(begun);
        if (end === "is whole" && (rest.length > 0 || number === 0)) {
          yield parsed(rest, schema, `${file}, line ${number + 1}`);
        }
        return;
      }
      let from = 0;
      for (let to = read.indexOf("\n"); to >= 0; to = read.indexOf("\n", from)) {
        number += 1;
        yield parsed(Buffer.concat([...begun, read.subarray(from, to)]), schema, `${file}, line ${number}`);
        begun = [];
        from = to + 1;
      }
      begun.push(read.subarray(from));
    }
  } finally {
    closeSync(handle);
  }
}

function parsed<T>(line: Buffer, schema: z.ZodType<T>, place: string): T {
  let value: unknown;
  try {
    value = JSON.parse(line.toString());
  } catch {
    // What the parser says quotes the text, which may have secrets in it.
    throw new Error(`${place} cannot be read: is not valid JSON`);
  }
  const { success, data, error } = schema.safeParse(value);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join(".")}: ${message}` : message,
  );
  throw new Error(`${place} cannot be read: ${problems.join("; ")}`);
}

/**
 * Whether something that a folder keeps is there.
 *
 * @throws Error where something else is in its place: a link leads out of the folder, a pipe waits for ever.
 */
function isThere(path: string, kind: "file" | "folder"): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (kind === "file" ? found.isFile() : found.isDirectory()) return true;
  throw new Error(`${path} is not a ${kind}: the emulator does not follow links or read devices`);
}

/**
 * Checks that a folder is whole, before anything in it is read or changed.
 *
 * @throws Error that names what is missing or is something else.
 */
export function checkFolder(folder: string): void {
  isThere(join(folder, "blobs"), "folder");
  const [snapshot, journal] = [snapshotFile(folder), journalFile(folder)];
  const [hasSnapshot, hasJournal] = [isThere(snapshot, "file"), isThere(journal, "file")];
  if (hasSnapshot && !hasJournal) {
    throw new Error(`${journal} is missing; to start with what ${snapshot} holds, create it empty`);
  }
  // A start that was killed may have left an empty journal alone.
  if (!hasSnapshot && hasJournal && lstatSync(journal).size > 0) {
    throw new Error(`${snapshot} is missing; to forget what it held, delete ${journal} as well`);
  }
}

/** Writes a file whole or not at all. */
function replaceFile(file: string, text: string): void {
  const draft = `${file}.new`;
  // What a killed process has left, or a link that would lead out of the folder.
  rmSync(draft, { force: true });
  const handle = openSync(draft, "wx", 0o600);
  writeFileSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(draft, file);
}

/** What a journal is the end of: all that is known, and what a flush keeps besides changes, such as the clock. */
export interface Journaled {
  readonly snapshot: unknown;
  readonly beside: unknown;
}

export const snapshotFile = (folder: string) => join(folder, "snapshot.json");
export const journalFile = (folder: string) => join(folder, "journal.jsonl");

/**
 * Opens the journal of a folder, emptied into its snapshot. Changes are written as they are flushed, so a process that
 * is killed loses nothing that it has acknowledged; only a power cut may.
 *
 * @param mostBytes How long the journal grows before it is emptied into the snapshot again; default 64 MiB.
 */
export function openJournal(folder: string, cloud: Journaled, mostBytes = 64 * 1024 * 1024): Journal {
  const handle = openSync(journalFile(folder), "a", 0o600);
  let size = 0;
  let isTorn = false;
  let lines: string[] = [];
  let last = JSON.stringify(cloud.beside);
  // In this order: a journal that is read twice changes nothing, one that is emptied too early is lost.
  const compact = () => {
    replaceFile(snapshotFile(folder), `${JSON.stringify(cloud.snapshot)}\n`);
    ftruncateSync(handle, 0);
    size = 0;
  };
  compact();
  return {
    note: (note) => lines.push(JSON.stringify(note)),
    flush() {
      const now = JSON.stringify(cloud.beside);
      if (now !== last) lines.push(JSON.stringify({ beside: cloud.beside }));
      last = now;
      if (lines.length === 0) return;
      // What a full disk cut short must not stand before what follows.
      if (isTorn) ftruncateSync(handle, size);
      const text = Buffer.from(`${lines.join("\n")}\n`);
      isTorn = true;
      appendFileSync(handle, text);
      isTorn = false;
      lines = [];
      size += text.length;
      if (size > mostBytes) compact();
    },
    close: () => closeSync(handle),
  };
}
