import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { UsageError } from "./usage-error.ts";

/**
 * Writes a file whole or not at all, in a folder that need not exist yet. What a link leads to is written, with the
 * mode that it has; a device or a pipe is written to, not replaced.
 *
 * @param option The option that names it.
 * @throws UsageError where it cannot be written.
 */
export function writeWhole(file: string, text: string, option: string): void {
  const stats = existsSync(file) ? statSync(file) : undefined;
  const target = stats === undefined ? file : realpathSync(file);
  const draft = `${target}.${process.pid}.new`;
  try {
    if (stats !== undefined && !stats.isFile() && !stats.isDirectory()) {
      writeFileSync(target, text);
      return;
    }
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(draft, text, { flag: "wx", ...(stats === undefined ? {} : { mode: stats.mode }) });
    renameSync(draft, target);
  } catch (error) {
    if (existsSync(draft)) rmSync(draft);
    throw unwritable(file, option, codeOf(error));
  }
}

/**
 * Says before long work what `writeWhole` would say after it.
 *
 * @throws UsageError where the file cannot be written.
 */
export function requireWritable(file: string, option: string): void {
  const stats = existsSync(file) ? statSync(file) : undefined;
  if (stats?.isDirectory() === true) throw unwritable(file, option, "EISDIR");
  let folder = dirname(stats === undefined ? file : realpathSync(file));
  while (!existsSync(folder)) folder = dirname(folder);
  if (!statSync(folder).isDirectory()) throw unwritable(file, option, "ENOTDIR");
  try {
    accessSync(stats === undefined || stats.isFile() ? folder : file, constants.W_OK);
  } catch (error) {
    throw unwritable(file, option, codeOf(error));
  }
}

const codeOf = (error: unknown) => (error instanceof Error && "code" in error ? String(error.code) : "unknown reason");

function unwritable(file: string, option: string, code: string): UsageError {
  const hint =
    code === "EEXIST" || code === "ENOTDIR" ? "its folder is a file" : code === "EISDIR" ? "it is a folder" : code;
  return new UsageError(`${option} ${file} cannot be written: ${hint}`);
}
