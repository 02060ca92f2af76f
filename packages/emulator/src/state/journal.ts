import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
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
  if (!existsSync(file)) return;
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
  try {
    return schema.parse(JSON.parse(line.toString()));
  } catch (cause) {
    throw new Error(`${place} cannot be read`, { cause });
  }
}

/** Writes a file whole or not at all. */
function replaceFile(file: string, text: string): void {
  const draft = `${file}.new`;
  const handle = openSync(draft, "w", 0o600);
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
