import { AsyncLocalStorage } from "node:async_hooks";
import {
  appendFileSync,
  closeSync,
  fstatSync,
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
import { keeping, NotKept } from "./not-kept.ts";

/** One record that was put or, without a value, deleted. */
export interface Change {
  readonly account: string;
  readonly table: string;
  readonly id: string;
  readonly value?: unknown;
}

/** What a journal keeps: a change, or a state that took the place of everything. */
export type Note = { readonly change: Change } | { readonly restored: unknown };

/** Takes a change back. */
export type Undo = () => void;

/** Where changes go before they are acknowledged. */
export interface Journal {
  note(note: Note, undo: Undo): void;
  /**
   * Does some work, and makes sure that what it changed outlives the process.
   *
   * @throws NotKept where that cannot be written. Then it is undone, as if it had never been asked for.
   */
  keep<T>(work: () => Promise<T>): Promise<T>;
  close(): void;
}

/** For an emulator that forgets. */
export const noJournal: Journal = { note: () => {}, keep: (work) => work(), close: () => {} };

/**
 * Lines of JSON, the last of which a killed process may have left torn. It was never acknowledged. Read in chunks: a
 * journal may be longer than a string can be.
 *
 * @param problems Takes every problem of a line that cannot be read, with its file and line; the line is left out.
 * @param end Whether the last line may be torn. A snapshot is written whole: without its newline, it counts if it reads.
 */
export function* readLines<T>(
  file: string,
  schema: z.ZodType<T>,
  problems: string[],
  end: "may be torn" | "is whole" = "may be torn",
): Generator<T> {
  if (!isThere(file, "file")) return;
  const handle = openSync(file, "r");
  const read = function* (line: Buffer, number: number) {
    const parsed = parsedLine(line, schema);
    if ("data" in parsed) yield parsed.data;
    else problems.push(...parsed.problems.map((problem) => `${file}, line ${number} cannot be read: ${problem}`));
  };
  try {
    let number = 0;
    let begun: Buffer[] = [];
    for (;;) {
      const chunk = Buffer.alloc(1024 * 1024);
      const piece = chunk.subarray(0, readSync(handle, chunk));
      if (piece.length === 0) {
        const rest = Buffer.concat(begun);
        if (end === "is whole" && (rest.length > 0 || number === 0)) {
          yield* read(rest, number + 1);
        }
        return;
      }
      let from = 0;
      for (let to = piece.indexOf("\n"); to >= 0; to = piece.indexOf("\n", from)) {
        number += 1;
        yield* read(Buffer.concat([...begun, piece.subarray(from, to)]), number);
        begun = [];
        from = to + 1;
      }
      begun.push(piece.subarray(from));
    }
  } finally {
    closeSync(handle);
  }
}

function parsedLine<T>(
  line: Buffer,
  schema: z.ZodType<T>,
): { readonly data: T } | { readonly problems: readonly string[] } {
  let value: unknown;
  try {
    value = JSON.parse(line.toString());
  } catch {
    // What the parser says quotes the text, which may have secrets in it.
    return { problems: ["is not valid JSON"] };
  }
  const { success, data, error } = schema.safeParse(value);
  if (success) return { data };
  return {
    problems: error.issues.map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message)),
  };
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
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  } finally {
    closeSync(handle);
  }
}

/** How long a journal is without a torn end. */
function wholeLength(handle: number, length: number): number {
  const chunk = Buffer.alloc(64 * 1024);
  for (let end = length; end > 0; end -= chunk.length) {
    const start = Math.max(0, end - chunk.length);
    const read = readSync(handle, chunk, 0, end - start, start);
    const last = chunk.subarray(0, read).lastIndexOf("\n");
    if (last >= 0) return start + last + 1;
  }
  return 0;
}

/** The state that a journal keeps: a snapshot of all records, and what changes without one, such as the clock. */
export interface Journaled<T> {
  readonly snapshot: unknown;
  /** Set to what it was before where a change of it cannot be kept. */
  beside: T;
}

export const snapshotFile = (folder: string) => join(folder, "snapshot.json");
export const journalFile = (folder: string) => join(folder, "journal.jsonl");

/** Changes that are written at once. They may be those of several requests, one of which may build on another's. */
interface Batch {
  readonly lines: string[];
  readonly undo: Undo[];
  failure?: unknown;
}

/**
 * Opens the journal of a folder, emptied into its snapshot. Changes are written before they are acknowledged, so a process
 * that is killed loses nothing that it has acknowledged; only a power cut may.
 *
 * @param mostBytes How long the journal grows before it is emptied into the snapshot again; default 64 MiB.
 * @throws NotKept where there is no snapshot yet and none can be written.
 */
export function openJournal<T>(folder: string, cloud: Journaled<T>, mostBytes = 64 * 1024 * 1024): Journal {
  const file = journalFile(folder);
  const isNew = !isThere(snapshotFile(folder), "file");
  const handle = openSync(file, "a+", 0o600);
  let size = wholeLength(handle, fstatSync(handle).size);
  let limit = mostBytes;
  let isTorn = true;
  let batch: Batch = { lines: [], undo: [] };
  let last = { beside: cloud.beside, text: JSON.stringify(cloud.beside) };
  const requests = new AsyncLocalStorage<Set<Batch>>();

  // In this order: a journal that is read twice changes nothing, one that is emptied too early is lost.
  const compact = () => {
    keeping(snapshotFile(folder), () => replaceFile(snapshotFile(folder), `${JSON.stringify(cloud.snapshot)}\n`));
    ftruncateSync(handle, 0);
    size = 0;
    limit = mostBytes;
    isTorn = false;
  };
  const compactIfPossible = () => {
    try {
      compact();
    } catch (error) {
      if (!(error instanceof NotKept)) throw error;
      console.error(`${error.message}. Nothing is lost: all is in ${file}.`);
      limit = size + mostBytes;
    }
  };
  const append = (lines: readonly string[]) => {
    const text = Buffer.from(`${lines.join("\n")}\n`);
    // What a full disk cut short must not stand before what follows, nor be there after a restart.
    if (isTorn) ftruncateSync(handle, size);
    isTorn = true;
    try {
      appendFileSync(handle, text);
    } catch (error) {
      ftruncateSync(handle, size);
      throw error;
    } finally {
      isTorn = false;
    }
    size += text.length;
  };
  const takeBack = (failure: unknown) => {
    batch.failure = failure;
    for (const undo of batch.undo.toReversed()) undo();
    cloud.beside = last.beside;
    batch = { lines: [], undo: [] };
  };
  const flush = () => {
    const now = { beside: cloud.beside, text: JSON.stringify(cloud.beside) };
    if (now.text !== last.text) batch.lines.push(`{"beside":${now.text}}`);
    if (batch.lines.length === 0) return;
    try {
      keeping(file, () => append(batch.lines));
    } catch (error) {
      takeBack(error);
      throw error;
    }
    batch = { lines: [], undo: [] };
    last = now;
    if (size > limit) compactIfPossible();
  };
  const failureIn = (batches: Iterable<Batch>): unknown => {
    for (const { failure } of batches) if (failure !== undefined) return failure;
    return undefined;
  };

  if (isNew) compact();
  else compactIfPossible();
  return {
    note(note, undo) {
      batch.lines.push(JSON.stringify(note));
      batch.undo.push(undo);
      requests.getStore()?.add(batch);
    },
    async keep(work) {
      const own = new Set<Batch>();
      const outcome = await requests.run(own, work).finally(() => {
        // Another request may have tried to write a part of what this one changed, in vain: nothing of it is kept.
        const failure = failureIn(own);
        if (failure !== undefined && own.has(batch)) takeBack(failure);
        flush();
      });
      const failure = failureIn(own);
      if (failure !== undefined) throw failure;
      return outcome;
    },
    close() {
      try {
        flush();
      } finally {
        closeSync(handle);
      }
    },
  };
}
