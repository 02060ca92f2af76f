import { type Dirent, readdirSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { reasonOf } from "./reason";

/** A file below a folder. */
export interface FolderFile {
  /** From the folder down, with slashes on every system: `css/site.css`. */
  readonly name: string;
  /** Where it is, absolute. */
  readonly path: string;
}

/** What is below a folder. */
export interface FolderContent {
  /** In the order of their names, the same on every machine. */
  readonly files: readonly FolderFile[];
  /** Why some of it cannot be uploaded. */
  readonly problems: readonly string[];
}

/** The one hidden name that is meant for the public: RFC 8615. */
const wellKnown = ".well-known";

/**
 * The files of a folder, however deep. Hidden ones, whose name or folder begins with a dot, are left out: `.git` and
 * `.env` are nobody else's business. A symbolic link is a problem: it could lead out of the folder or around in a
 * circle.
 */
export function contentOf(folder: string): FolderContent {
  const files: FolderFile[] = [];
  const problems: string[] = [];

  function visit(directory: string, prefix: string): void {
    for (const entry of entriesOf(directory, prefix)) {
      if (entry.name.startsWith(".") && entry.name !== wellKnown) continue;
      const name = prefix + entry.name;
      const path = join(directory, entry.name);
      if (entry.isDirectory()) visit(path, `${name}/`);
      else if (entry.isFile()) files.push({ name, path });
      else problems.push(`${name}: is ${entry.isSymbolicLink() ? "a symbolic link" : "not a regular file"}`);
    }
  }

  function entriesOf(directory: string, prefix: string): readonly Dirent[] {
    try {
      return readdirSync(directory, { withFileTypes: true });
    } catch (error) {
      problems.push(prefix === "" ? reasonOf(error) : `${prefix}: ${reasonOf(error)}`);
      return [];
    }
  }

  visit(realPath(folder), "");
  return { files: files.sort((a, b) => (a.name < b.name ? -1 : 1)), problems };
}

/** The folder itself may be a link, as build tools make them. */
function realPath(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder);
  }
}
