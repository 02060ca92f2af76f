import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { hashOfFile, hashOfText } from "./content-hash";

const folder = mkdtempSync(join(tmpdir(), "content-hash-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("is the SHA-256 of what a file holds, empty or larger than one read", () => {
  const file = join(folder, "file");
  for (const text of ["", "hello", "é".repeat(2_000_000)]) {
    writeFileSync(file, text);
    expect(hashOfFile(file)).toBe(hashOfText(text));
  }
  expect(hashOfText("hello")).toBe("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
});

it("says so where there is nothing to read", () => {
  expect(() => hashOfFile(join(folder, "none"))).toThrow("ENOENT");
  expect(() => hashOfFile(folder)).toThrow("EISDIR");
});
