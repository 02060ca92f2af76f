import { realpathSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, resolve } from "node:path";
import type { DataProblem } from "./data-problem";
import type { SettingsPlace } from "./document";
import {
  type FindOptions,
  type FoundSettings,
  foldersFrom,
  readFile,
  settingsFileNames,
  settingsFilesIn,
} from "./find";
import { showFound } from "./found";
import { SettingsError, showPlace } from "./problem";

/** What `extends` leads to, or why it leads nowhere. */
export type Extended = { readonly found: FoundSettings } | { readonly problem: Omit<DataProblem, "path"> };

/**
 * Finds the floor that `extends` names: a path or an npm package, from the folder of the file in which it stands.
 *
 * @param startDir From where paths start in settings that are no file.
 */
export function findExtended(reference: string, place: SettingsPlace, startDir: FindOptions["startDir"]): Extended {
  const [scheme] = /^[a-z][a-z0-9+.-]+:/i.exec(reference) ?? [];
  if (scheme !== undefined) {
    // The rest may hold a password.
    return failing(
      `${scheme}...`,
      "is a URL, and no floor is downloaded",
      "install it as an npm package, or check it in",
    );
  }
  // A link is followed first, as for every floor.
  const folder = place.file === undefined ? startDir : dirname(real(place.file));
  const isPath = isAbsolute(reference) || /^\.|^[^@].*\.ya?ml$/.test(reference);
  if (typeof folder !== "string" && !isAbsolute(reference)) {
    return failing(
      reference,
      `is relative to the project's folder, which is unknown: ${folder.unknownBecause}`,
      "give an absolute path",
    );
  }
  const from = typeof folder === "string" ? folder : "/";
  return isPath ? fileAt(resolve(from, reference), reference) : inPackage(reference, from);
}

function fileAt(file: string, reference: string): Extended {
  try {
    return { found: readFile(real(file), { missing: "fix the link" }) };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const [problem] = error.problems;
    const missing = problem?.message === "does not exist";
    return failing(
      reference,
      missing ? `points to ${file}, which does not exist` : `points to ${file}, which ${problem?.message}`,
      missing ? hintFor(reference) : problem?.hint,
    );
  }
}

function hintFor(reference: string): string {
  const hint = "correct the path; it starts at the folder of this file";
  const [, name] = /^([\w-][\w.-]*)\//.exec(reference) ?? [];
  return name === undefined
    ? hint
    : `${hint}. A file in a package can be named only if the package has a scope; ${name} alone stands for its ${settingsFileNames[0]}`;
}

/** A package as Node finds it, and in it `governor.yaml` or the file that follows its name. */
function inPackage(reference: string, from: string): Extended {
  const match = /^((?:@[\w.-]+\/)?[\w-][\w.-]*)(?:\/([\w./-]+))?$/.exec(reference);
  const [, name, file] = match ?? [];
  if (name === undefined)
    return failing(reference, "is not a path or an npm package name", "write ./floor.yaml or @acme/governor");
  const folder = foldersFrom(from)
    .map((above) => join(above, "node_modules", name))
    .find((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
  if (folder === undefined) {
    return failing(
      reference,
      `no package ${name} is installed in ${from} or above it`,
      `install it: npm install --save-dev ${name}; a path starts with ./`,
    );
  }
  if (file !== undefined) return fileAt(join(folder, file), reference);
  const [settings] = settingsFilesIn(folder);
  return settings === undefined
    ? failing(
        reference,
        `the package ${name} has no ${settingsFileNames[0]}`,
        "name the file: @acme/governor/strict.yaml",
      )
    : fileAt(settings, reference);
}

/** A circle of `extends`, from the first file that takes part in it. */
export function circle(chain: readonly SettingsPlace[], file: string): Omit<DataProblem, "path"> | undefined {
  const start = chain.findIndex((place) => place.file !== undefined && real(place.file) === real(file));
  if (start < 0) return undefined;
  const links = [...chain.slice(start).map(showPlace), showPlace({ origin: file, file, path: "" })];
  return {
    message: `is circular: ${links.join(" -> ")}`,
    hint: "make sure that the floor does not extend settings below it",
    discreet: { message: "is circular" },
  };
}

const allowed =
  "a path such as ./floor.yaml or /platform/floor.yaml; a package such as @acme/governor or acme-governor; a file in a package with a scope, such as @acme/governor/strict.yaml";

function failing(reference: string, message: string, hint: string | undefined): Extended {
  return {
    problem: {
      found: showFound(reference),
      message: `${showFound(reference)}: ${message}`,
      allowed,
      ...(hint === undefined ? {} : { hint }),
      discreet: { message: "does not point to settings" },
    },
  };
}

function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
