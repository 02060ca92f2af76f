import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "./usage-error.ts";

/**
 * Writes a file whole or not at all, in a folder that need not exist yet.
 *
 * @param option The option that names it.
 * @throws UsageError where it cannot be written.
 */
export function writeWhole(file: string, text: string, option: string): void {
  const draft = `${file}.${process.pid}.new`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(draft, text, { flag: "wx" });
    renameSync(draft, file);
  } catch (error) {
    if (existsSync(draft)) rmSync(draft);
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    const hint =
      code === "EEXIST" || code === "ENOTDIR" ? "its folder is a file" : code === "EISDIR" ? "it is a folder" : code;
    throw new UsageError(`${option} ${file} cannot be written: ${hint}`);
  }
}
