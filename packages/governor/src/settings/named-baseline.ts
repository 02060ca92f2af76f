import { readFileSync } from "node:fs";
import type { Baseline } from "../baseline/baseline";
import { BaselineError, type BaselineFile, baselineOf, readBaselines } from "../baseline/baseline-file";
import type { SettingsDocument } from "./document";
import type { FindOptions } from "./find";
import { namedFile } from "./named-file";
import type { Settings } from "./settings";

/** For which stack a baseline is looked up. */
interface BaselineOptions {
  readonly project: string;
  readonly stack: string;
  readonly startDir: FindOptions["startDir"];
}

/**
 * The baseline that settings name; undefined if they name none, or if it records other stacks only. A relative path
 * starts at the folder of the file in which it stands.
 *
 * @param read Reads a file; it throws a BaselineError for one that cannot be used.
 * @throws {SettingsError} for a file that cannot be used.
 */
export function namedBaseline(
  document: SettingsDocument,
  settings: Settings,
  { project, stack, startDir }: BaselineOptions,
  read: (file: string) => BaselineFile,
): Baseline | undefined {
  const named = namedFile(document, "baseline", settings, startDir);
  if (named === undefined) return undefined;
  try {
    return baselineOf(read(named.file), { project, stack, origin: named.file });
  } catch (error) {
    if (!(error instanceof BaselineError)) throw error;
    throw named.fail(
      error.message,
      "correct the path, or write the baseline again",
      "does not point to a baseline of this stack",
    );
  }
}

/**
 * Reads a baseline file.
 *
 * @throws BaselineError where it is missing or not valid.
 */
export function baselinesIn(file: string): BaselineFile {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
    throw new BaselineError(
      code === "ENOENT"
        ? `${file} does not exist: write it with governor check --write-baseline ${file}`
        : `${file} cannot be read (${code})`,
    );
  }
  return readBaselines(text, file);
}
