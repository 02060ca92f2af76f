import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { journalFile, openJournal, readLines, snapshotFile } from "./journal.ts";

vi.mock(import("node:fs"), async (original) => {
  const fs = await original();
  return { ...fs, appendFileSync: vi.fn(fs.appendFileSync) };
});

const folder = () => mkdtempSync(join(tmpdir(), "journal-"));
const change = (id: string) => ({ change: { account: "a", table: "tags", id, value: {} } });
const cloud = { snapshot: { all: "known" }, beside: {} };

describe("a journal", () => {
  it("is whole after a write that was cut short, with what that had to keep", () => {
    const at = folder();
    const journal = openJournal(at, cloud);
    journal.note(change("first"));
    journal.flush();
    journal.note(change("second"));
    vi.mocked(appendFileSync).mockImplementationOnce((file) => {
      appendFileSync(file, '{"change":{"acc');
      throw new Error("no space is left");
    });
    expect(() => journal.flush()).toThrow("no space is left");
    expect([...readLines(journalFile(at), z.unknown())]).toEqual([change("first")]);
    journal.note(change("third"));
    journal.flush();
    journal.close();
    expect([...readLines(journalFile(at), z.unknown())]).toEqual([change("first"), change("second"), change("third")]);
  });

  it("is emptied into the snapshot when it has grown", () => {
    const at = folder();
    const journal = openJournal(at, cloud, 100);
    journal.note(change("x".repeat(100)));
    journal.flush();
    journal.close();
    expect(statSync(journalFile(at)).size).toBe(0);
    expect(readFileSync(snapshotFile(at), "utf8")).toBe('{"all":"known"}\n');
  });

  it("is read across chunks, but for a torn end", () => {
    const file = join(folder(), "lines");
    const long = "é".repeat(700_000);
    writeFileSync(file, `"a"\n"${long}"\n"b"\n"torn`);
    expect([...readLines(file, z.string())]).toEqual(["a", long, "b"]);
  });

  it("says where it is broken", () => {
    const file = join(folder(), "lines");
    writeFileSync(file, '"a"\n{\n');
    expect(() => [...readLines(file, z.string())]).toThrow(`${file}, line 2 cannot be read`);
    writeFileSync(file, '"a"\n5\n');
    expect(() => [...readLines(file, z.string())]).toThrow(`${file}, line 2 cannot be read`);
  });
});
