import { appendFileSync, fsyncSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import * as z from "zod";
import { type Journal, journalFile, openJournal, readLines, snapshotFile } from "./journal.ts";

vi.mock(import("node:fs"), async (original) => {
  const fs = await original();
  return { ...fs, appendFileSync: vi.fn(fs.appendFileSync), fsyncSync: vi.fn(fs.fsyncSync) };
});

const folder = () => mkdtempSync(join(tmpdir(), "journal-"));
const change = (id: string) => ({ change: { account: "a", table: "tags", id, value: {} } });
const cloud = { snapshot: { all: "known" }, beside: {} };
/** Changes a record, and takes back what cannot be kept. */
const put = (journal: Journal, id: string, undo = () => {}) => journal.keep(async () => journal.note(change(id), undo));

describe("a journal", () => {
  it("has nothing of what could not be written, and is whole after it", async () => {
    const at = folder();
    const journal = openJournal(at, cloud);
    await put(journal, "first");
    vi.mocked(appendFileSync).mockImplementationOnce((file) => {
      // As a full disk may cut it: one line whole, the next one torn.
      appendFileSync(file, `${JSON.stringify(change("second"))}\n{"change":{"acc`);
      throw new Error("no space is left");
    });
    const undo = vi.fn();
    await expect(put(journal, "second", undo)).rejects.toThrow(
      `${journalFile(at)} cannot be written: no space is left`,
    );
    expect(undo).toHaveBeenCalledOnce();
    expect([...readLines(journalFile(at), z.unknown(), [])]).toEqual([change("first")]);
    await put(journal, "third");
    journal.close();
    expect([...readLines(journalFile(at), z.unknown(), [])]).toEqual([change("first"), change("third")]);
  });

  it("takes back all that would have been written together, the last change first", async () => {
    const journal = openJournal(folder(), cloud);
    const undone: string[] = [];
    const note = (id: string) => journal.note(change(id), () => undone.push(id));
    vi.mocked(appendFileSync).mockImplementationOnce(() => {
      throw new Error("no space is left");
    });
    let goOn = () => {};
    const other = journal.keep(async () => {
      note("a");
      await new Promise<void>((resolve) => {
        goOn = resolve;
      });
      note("d");
    });
    const failed = journal.keep(async () => {
      note("b");
      note("c");
    });
    await expect(failed).rejects.toThrow("no space is left");
    expect(undone).toEqual(["c", "b", "a"]);
    goOn();
    // What it changed before is gone, so what it changed after is as well.
    await expect(other).rejects.toThrow("no space is left");
    expect(undone).toEqual(["c", "b", "a", "d"]);
    await put(journal, "later");
    journal.close();
  });

  it("puts back what it keeps besides changes", async () => {
    const moving = { snapshot: {}, beside: { clock: 0 } };
    const journal = openJournal(folder(), moving);
    vi.mocked(appendFileSync).mockImplementationOnce(() => {
      throw new Error("no space is left");
    });
    const moved = journal.keep(async () => {
      moving.beside = { clock: 5 };
    });
    await expect(moved).rejects.toThrow("no space is left");
    expect(moving.beside).toEqual({ clock: 0 });
    journal.close();
  });

  it("is emptied into the snapshot when it has grown", async () => {
    const at = folder();
    const journal = openJournal(at, cloud, 100);
    await put(journal, "x".repeat(100));
    journal.close();
    expect(statSync(journalFile(at)).size).toBe(0);
    expect(readFileSync(snapshotFile(at), "utf8")).toBe('{"all":"known"}\n');
  });

  it("goes on where there is no room for a snapshot, and leaves no half of one", async () => {
    const at = folder();
    openJournal(at, cloud).close();
    appendFileSync(journalFile(at), `${JSON.stringify(change("first"))}\n{"torn`);
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
    const full = () => {
      throw new Error("no space is left");
    };
    vi.mocked(fsyncSync).mockImplementationOnce(full).mockImplementationOnce(full);
    const journal = openJournal(at, { ...cloud, snapshot: { new: true } }, 100);
    expect(readdirSync(at).sort()).toEqual(["journal.jsonl", "snapshot.json"]);
    await put(journal, "y".repeat(100));
    expect([...readLines(journalFile(at), z.unknown(), [])]).toEqual([change("first"), change("y".repeat(100))]);
    expect(log.mock.calls.flat()).toEqual(
      Array(2).fill(expect.stringContaining(`${snapshotFile(at)} cannot be written`)),
    );
    await put(journal, "z");
    journal.close();
    expect([...readLines(journalFile(at), z.unknown(), [])]).toHaveLength(3);
  });

  it("does not begin where there is no room for its first snapshot", () => {
    const at = folder();
    vi.mocked(fsyncSync).mockImplementationOnce(() => {
      throw new Error("no space is left");
    });
    expect(() => openJournal(at, cloud)).toThrow(`${snapshotFile(at)} cannot be written: no space is left`);
    expect(readdirSync(at)).toEqual(["journal.jsonl"]);
  });

  it("is read across chunks, but for a torn end", () => {
    const file = join(folder(), "lines");
    const long = "é".repeat(700_000);
    writeFileSync(file, `"a"\n"${long}"\n"b"\n"torn`);
    expect([...readLines(file, z.string(), [])]).toEqual(["a", long, "b"]);
  });

  it("says where it is broken, in every place", () => {
    const file = join(folder(), "lines");
    const problems: string[] = [];
    writeFileSync(file, '"a"\n{\n"b"\n5\n');
    expect([...readLines(file, z.string(), problems)]).toEqual(["a", "b"]);
    expect(problems).toEqual([
      `${file}, line 2 cannot be read: is not valid JSON`,
      `${file}, line 4 cannot be read: Invalid input: expected string, received number`,
    ]);
  });
});
