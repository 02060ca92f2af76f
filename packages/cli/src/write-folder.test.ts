import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeFolder } from "./write-folder.ts";

const folder = () => mkdtempSync(join(tmpdir(), "governor-write-"));
const files = new Map([
  ["index.ts", "code"],
  ["README.md", "text"],
]);

describe("writeFolder", () => {
  it("makes the folders that are missing, takes an empty one, and leaves nothing else", () => {
    for (const name of ["new", "empty"]) {
      const around = join(folder(), "around");
      const target = join(around, name);
      if (name === "empty") mkdirSync(target, { recursive: true });
      writeFolder(target, files, "--output");
      expect(readdirSync(target).sort()).toEqual(["README.md", "index.ts"]);
      expect(readFileSync(join(target, "index.ts"), "utf8")).toBe("code");
      expect(readdirSync(around)).toEqual([name]);
      if (name === "new") expect(statSync(target).mode & 0o777).toBe(0o777 & ~process.umask());
    }
  });

  it("leaves an empty folder that it fills itself, whoever is in it or links to it", () => {
    const around = folder();
    const [target, link] = [join(around, "empty"), join(around, "link")];
    mkdirSync(target, { mode: 0o750 });
    symlinkSync(target, link);
    const before = statSync(target);
    writeFolder(link, files, "--output");
    expect(readdirSync(target).sort()).toEqual(["README.md", "index.ts"]);
    expect(statSync(target)).toMatchObject({ ino: before.ino, mode: before.mode });
    const other = join(around, "other");
    mkdirSync(other);
    expect(() => writeFolder(other, new Map([...files, ["missing/folder.ts", ""]]), "--output")).toThrow(/ENOENT$/);
    expect(readdirSync(other)).toEqual([]);
  });

  it("lists what is in a folder that is not empty, and leaves it as it is", () => {
    const target = folder();
    for (let index = 0; index < 12; index += 1) writeFileSync(join(target, `file-${index + 10}`), "");
    expect(() => writeFolder(target, files, "--output")).toThrow(
      /^--output .* is not empty: name a folder that is new or empty\n +it holds file-10, .*, file-19, and 2 more$/,
    );
    expect(readdirSync(target)).toHaveLength(12);
  });

  it("refuses a file", () => {
    const target = join(folder(), "file");
    writeFileSync(target, "mine");
    expect(() => writeFolder(target, files, "--output")).toThrow(/ is a file: /);
    expect(readFileSync(target, "utf8")).toBe("mine");
  });

  it("leaves nothing half written", () => {
    const around = folder();
    const names = new Map([...files, ["missing/folder.ts", ""]]);
    expect(() => writeFolder(join(around, "new"), names, "--output")).toThrow(
      /^--output .* cannot be written: ENOENT$/,
    );
    expect(readdirSync(around)).toEqual([]);
  });
});
