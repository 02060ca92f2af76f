import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { Journal } from "./journal.ts";

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "journal-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "deep", "journal.jsonl");
}

const upload = (key: string) => ({ key, uploadId: `id of ${key}`, etag: "e", size: 3, partSize: 2 });

it("remembers what was begun and not ended, though its last line was cut off", () => {
  const file = newFile();
  const first = new Journal(file);
  first.begin(upload("a\nb"));
  first.begin(upload("c"));
  first.end(upload("c"));
  appendFileSync(file, JSON.stringify(upload("d")).slice(0, -5));
  const second = new Journal(file);
  expect(second.all()).toEqual([upload("a\nb")]);
  second.begin(upload("e"));
  expect(new Journal(file).all()).toEqual([upload("a\nb"), upload("e")]);
});

it("leaves no file once everything is ended", () => {
  const file = newFile();
  const journal = new Journal(file);
  journal.begin(upload("a"));
  journal.close();
  expect(readFileSync(file, "utf8")).toContain("id of a");
  journal.end(upload("a"));
  journal.close();
  expect(existsSync(file)).toBe(false);
});

it("says that it cannot be written", () => {
  const file = newFile();
  new Journal(file).close();
  const blocked = join(file, "..", "file");
  writeFileSync(blocked, "");
  expect(() => new Journal(join(blocked, "journal.jsonl"))).toThrow("cannot be written");
});
