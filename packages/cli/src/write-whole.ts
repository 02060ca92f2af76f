import { renameSync, rmSync, writeFileSync } from "node:fs";
import { UsageError } from "./usage-error.ts";

/**
 * Writes a file whole or not at all.
 *
 * @throws UsageError where it cannot be written. @param option The option that names it.
 */
export function writeWhole(file: string, text: string, option: string): void {
  const draft = `${file}.${process.pid}.new`;
  try {
    writeFileSync(draft, text, { flag: "wx" });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    const hint = code === "ENOENT" ? "its folder does not exist" : code === "EISDIR" ? "it is a folder" : code;
    throw new UsageError(`${option} ${file} cannot be written: ${hint}`);
  }
}
