import { appendFileSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

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

/** Lines of JSON, the last of which a killed process may have left torn. It was never acknowledged. */
export function readLines(file: string): readonly unknown[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  return text
    .split("\n")
    .slice(0, -1)
    .map((line): unknown => JSON.parse(line));
}

/** Writes a file whole or not at all. */
export function replaceFile(file: string, text: string): void {
  const draft = `${file}.new`;
  const handle = openSync(draft, "w", 0o600);
  writeFileSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  renameSync(draft, file);
}

/**
 * Opens the journal of a folder, emptied: what it held is in the snapshot by now. Changes are written as they are
 * flushed, so a process that is killed loses nothing that it has acknowledged; only a power cut may.
 *
 * @param beside What else a flush keeps, such as the clock; written when it has changed.
 */
export function openJournal(folder: string, beside: () => unknown): Journal {
  const file = join(folder, "journal.jsonl");
  writeFileSync(file, "", { mode: 0o600 });
  const handle = openSync(file, "a");
  let lines: string[] = [];
  let last = JSON.stringify(beside());
  return {
    note: (note) => lines.push(JSON.stringify(note)),
    flush() {
      const now = JSON.stringify(beside());
      if (now !== last) lines.push(JSON.stringify({ beside: beside() }));
      last = now;
      if (lines.length > 0) appendFileSync(handle, `${lines.join("\n")}\n`);
      lines = [];
    },
    close: () => closeSync(handle),
  };
}
