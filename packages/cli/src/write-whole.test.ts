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
import { requireWritable, writeWhole } from "./write-whole.ts";

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
});

describe.each([
  ["writeWhole", (file: string) => writeWhole(file, "", "--output")],
  ["requireWritable", (file: string) => requireWritable(file, "--output")],
])("%s", (_, write) => {
  it("names the option of what cannot be written", () => {
    const dir = folder();
    writeFileSync(join(dir, "file"), "");
    expect(() => write(join(dir, "file", "x"))).toThrow(/^--output .* its folder is a file$/);
    expect(() => write(dir)).toThrow(/^--output .* it is a folder$/);
    expect(() => write(join(dir, "new", "x"))).not.toThrow();
    expect(() => write(join(dir, "file"))).not.toThrow();
    expect(() => write("/dev/null")).not.toThrow();
  });

  // Root may write everywhere.
  it.skipIf(process.getuid?.() === 0)("refuses a folder that only reads", () => {
    const dir = folder();
    chmodSync(dir, 0o500);
    expect(() => write(join(dir, "x"))).toThrow(/^--output .* cannot be written: EACCES$/);
  });
});

it("requireWritable writes nothing", () => {
  const dir = folder();
  requireWritable(join(dir, "a", "b.txt"), "--output");
  expect(readdirSync(dir)).toEqual([]);
});
