import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { contentOf } from "./folder";

describe("the content of a folder", () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "folder-")));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(...names: readonly string[]): void {
    for (const name of names) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), name);
    }
  }

  const names = () => contentOf(folder).files.map(({ name }) => name);

  it("is every file, however deep, in the order of the names", () => {
    // Lower case alone: some file systems do not tell the cases apart.
    const segment = fc.stringMatching(/^[a-z0-9_-]{1,8}$/);
    const name = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => `${segments.join("/")}.txt`);
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 12 }), (written) => {
        rmSync(folder, { recursive: true });
        mkdirSync(folder);
        write(...written);
        const { files, problems } = contentOf(folder);
        expect(files).toEqual([...written].sort().map((one) => ({ name: one, path: join(folder, one) })));
        expect(problems).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it("is without hidden files, but with what is well known", () => {
    write("index.html", ".env", ".git/config", "sub/.DS_Store", ".well-known/security.txt", ".well-known/.hidden");
    expect(names()).toEqual([".well-known/security.txt", "index.html"]);
  });

  it("leads nowhere else: symbolic links are problems, to files, to folders, to nothing", () => {
    write("a.txt");
    symlinkSync("/etc/hostname", join(folder, "file"));
    symlinkSync("..", join(folder, "up"));
    symlinkSync("missing", join(folder, "broken"));
    const { files, problems } = contentOf(folder);
    expect(files.map(({ name }) => name)).toEqual(["a.txt"]);
    expect([...problems].sort()).toEqual([
      "broken: is a symbolic link",
      "file: is a symbolic link",
      "up: is a symbolic link",
    ]);
  });

  it("is of the folder that a link leads to", () => {
    write("real/a.txt");
    symlinkSync("real", join(folder, "link"));
    expect(contentOf(join(folder, "link")).files).toEqual([{ name: "a.txt", path: join(folder, "real/a.txt") }]);
  });

  it.skipIf(process.platform === "win32")("has no place for pipes", () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    expect(contentOf(folder).problems).toEqual(["pipe: is not a regular file"]);
  });

  it("says what is no folder", () => {
    write("a.txt");
    expect(contentOf(join(folder, "none"))).toEqual({ files: [], problems: ["does not exist"] });
    expect(contentOf(join(folder, "a.txt"))).toEqual({ files: [], problems: ["is not a folder"] });
  });
});
