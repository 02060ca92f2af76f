import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { writeWhole } from "./write-whole.ts";

const folder = () => mkdtempSync(join(tmpdir(), "governor-write-"));

describe("writeWhole", () => {
  it("makes the folders that are missing, and leaves nothing else", () => {
    const file = join(folder(), "a", "b.txt");
    writeWhole(file, "text", "--output");
    expect(readFileSync(file, "utf8")).toBe("text");
    expect(readdirSync(join(file, ".."))).toEqual(["b.txt"]);
  });

  it("writes what a link leads to, with the mode that it has", () => {
    const dir = folder();
    const [file, link] = [join(dir, "file"), join(dir, "link")];
    writeFileSync(file, "old");
    chmodSync(file, 0o600);
    symlinkSync(file, link);
    writeWhole(link, "new", "--output");
    expect(readFileSync(file, "utf8")).toBe("new");
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it("writes to a device, and does not replace it", () => {
    writeWhole("/dev/null", "text", "--output");
    expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it("names the option of what cannot be written", () => {
    const dir = folder();
    writeFileSync(join(dir, "file"), "");
    expect(() => writeWhole(join(dir, "file", "x"), "", "--output")).toThrow(/^--output .* its folder is a file$/);
    expect(() => writeWhole(dir, "", "--output")).toThrow(/^--output .* it is a folder$/);
  });
});
