import { readFileSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import type { Baseline } from "../baseline/baseline";
import { BaselineError, type BaselineFile, baselineOf, readBaselines } from "../baseline/baseline-file";
import type { SettingsDocument } from "./document";
import type { FindOptions } from "./find";
import { showFound } from "./found";
import { SettingsError } from "./problem";
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
  { environment }: Settings,
  { project, stack, startDir }: BaselineOptions,
  read: (file: string) => BaselineFile,
): Baseline | undefined {
  const declared = document.environments.find(({ name }) => name === environment?.name);
  const name = (declared?.sections ?? document.sections).baseline;
  if (name === undefined) return undefined;
  const place = document.placeOf(["baseline"], declared?.name);
  const fail = (message: string, hint: string): SettingsError => {
    const { file, line, column, path = "baseline" } = place;
    const at = {
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      path,
    };
    return new SettingsError(
      document.origin,
      document.secret === true
        ? [{ ...at, message: "does not point to a baseline of this stack", hint: "correct it" }]
        : [{ ...at, found: showFound(name), message, hint }],
    );
  };
  // Of settings that are no file, only those of the run itself stand in the project's folder.
  const ofRun = place.origin === document.origin ? startDir : { unknownBecause: "the floor is data, not a file" };
  const folder = place.file === undefined ? ofRun : dirname(realpathSync(place.file));
  if (typeof folder !== "string" && !isAbsolute(name))
    throw fail(
      `${showFound(name)} is a relative path, and its folder is unknown: ${folder.unknownBecause}`,
      "give an absolute path",
    );
  const file = typeof folder === "string" ? resolve(folder, name) : name;
  try {
    return baselineOf(read(file), { project, stack, origin: file });
  } catch (error) {
    if (error instanceof BaselineError) throw fail(error.message, "correct the path, or write the baseline again");
    throw error;
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
