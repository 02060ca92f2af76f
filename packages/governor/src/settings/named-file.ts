import { realpathSync } from "node:fs";
import { dirname, isAbsolute, resolve } from "node:path";
import type { SettingsDocument } from "./document";
import type { FindOptions } from "./find";
import { showFound } from "./found";
import { SettingsError } from "./problem";
import type { Settings } from "./settings";

/** A file that a key of the settings names. */
export interface NamedFile {
  readonly file: string;
  /** What is wrong with it, at the place of the key. `discreet`: the same for settings that are secret. */
  fail(message: string, hint: string, discreet: string): SettingsError;
}

/**
 * The file that a key of the settings names; undefined if they name none. A relative path starts at the folder of the
 * file in which it stands.
 *
 * @throws {SettingsError} for a relative path whose folder is unknown.
 */
export function namedFile(
  document: SettingsDocument,
  key: "account" | "baseline",
  { environment }: Settings,
  startDir: FindOptions["startDir"],
): NamedFile | undefined {
  const declared = document.environments.find(({ name }) => name === environment?.name);
  const name = (declared?.sections ?? document.sections)[key];
  if (name === undefined) return undefined;
  const place = document.placeOf([key], declared?.name);
  const fail = (message: string, hint: string, discreet: string): SettingsError => {
    const { file, line, column, path = key } = place;
    const at = {
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
      path,
    };
    return new SettingsError(
      document.origin,
      document.secret === true
        ? [{ ...at, message: discreet, hint: "correct it" }]
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
      "is a relative path, and its folder is unknown",
    );
  return { file: typeof folder === "string" ? resolve(folder, name) : name, fail };
}
