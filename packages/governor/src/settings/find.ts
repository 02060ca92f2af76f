import { lstatSync, readFileSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, parse, resolve } from "node:path";
import { showFound } from "./found";
import { type Problem, SettingsError, SettingsMissingError } from "./problem";

/** Where settings may come from. */
export interface FindOptions {
  /**
   * `project`: for the command line and for components; `pack`: for the policy pack, which has its own configuration
   * and stands in its own folder.
   */
  readonly order: "project" | "pack";
  /**
   * Asked for in so many words: a path from `startDir`, or YAML text. The pack's factory also takes the settings as
   * data.
   */
  readonly explicit?: string | object;
  /** The pack's own configuration: the whole document as data. An empty one counts as none. */
  readonly packConfig?: object;
  /** Environment variables: `GOVERNOR_CONFIG`, a path. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Stack config `governor:settings`: YAML text or an absolute path. */
  readonly stackConfig?: string;
  /** True where that configuration is secret: then no message contains anything of it. */
  readonly stackConfigIsSecret?: boolean;
  /**
   * Where the search upwards and every relative path start: the root of the Pulumi project. Where an origin cannot tell
   * which folder that is, it says why: then nothing is searched, and a relative path is an error.
   */
  readonly startDir: string | UnknownFolder;
}

/** A folder that cannot be determined. */
export interface UnknownFolder {
  /** Why, as a clause such as `the Pulumi engine is not among the processes above this one`. */
  readonly unknownBecause: string;
}

/** Settings that were found, not yet read. */
export interface FoundSettings {
  /** YAML text, or data. */
  readonly input: unknown;
  /** Where they were found, for messages. */
  readonly origin: string;
  /** The file, where they stand in one. */
  readonly file?: string;
  /** Another file further up that would have been found without this one. */
  readonly hides?: string;
  /** True where no message may contain anything of them. */
  readonly secret?: true;
}

/** The names that the search upwards looks for. */
export const settingsFileNames = ["governor.yaml", "governor.yml"] as const;

/**
 * Finds the settings. The first origin that says anything decides: where what it names cannot be read, that is an
 * error, and no later origin is asked.
 *
 * @throws {SettingsMissingError} when there are none.
 * @throws {SettingsError} when the origin that decides is at fault.
 */
export function findSettings(options: FindOptions): FoundSettings {
  const origins = options.order === "pack" ? [fromExplicit, fromPackConfig, ...shared] : [fromExplicit, ...shared];
  for (const origin of origins) {
    const found = origin(options);
    if (found !== undefined) return found;
  }
  throw nothingFound(options);
}

type SettingsOrigin = (options: FindOptions) => FoundSettings | undefined;

function fromExplicit({ explicit, order, startDir }: FindOptions): FoundSettings | undefined {
  const name = order === "pack" ? "the settings given to the policy pack" : "the requested settings";
  if (explicit === undefined) return undefined;
  if (typeof explicit !== "string") return { input: explicit, origin: name };
  if (explicit.trim() === "") throw failure(name, "is empty", "give a path or YAML text, or leave it out");
  if (isSettingsText(explicit)) return { input: explicit, origin: name };
  if (order === "pack") return absoluteFile(explicit, name);
  return readFile(absolute(explicit, startDir, name), { missing: "correct the path" });
}

/** A file that a policy pack's author names. */
export function absoluteFile(path: string, name: string): FoundSettings {
  if (isAbsolute(path)) return readFile(path, { missing: "correct the path" });
  throw failure(
    name,
    `${showFound(path)} is a relative path, which would be resolved in the folder of the app that the pack checks`,
    `give an absolute path, such as join(__dirname, "governor.yaml")`,
  );
}

/** A path from the project's root: where the user stands is not told to programs and packs, and PWD may be stale. */
function absolute(path: string, startDir: FindOptions["startDir"], name: string): string {
  if (typeof startDir === "string") return resolve(startDir, path);
  if (isAbsolute(path)) return path;
  throw failure(
    name,
    `is a relative path, and the project's folder is unknown: ${startDir.unknownBecause}`,
    "give an absolute path",
  );
}

function fromPackConfig({ packConfig }: FindOptions): FoundSettings | undefined {
  if (packConfig === undefined || Object.keys(packConfig).length === 0) return undefined;
  return { input: packConfig, origin: "--policy-pack-config" };
}

function fromVariable({ env, startDir }: FindOptions): FoundSettings | undefined {
  const path = env.GOVERNOR_CONFIG;
  if (path === undefined || path === "") return undefined;
  return readFile(absolute(path, startDir, "GOVERNOR_CONFIG"), {
    namedBy: "GOVERNOR_CONFIG",
    missing: "correct GOVERNOR_CONFIG: give an absolute path; a relative path is resolved from the project's root",
  });
}

function fromStackConfig({ stackConfig, stackConfigIsSecret }: FindOptions): FoundSettings | undefined {
  const name = "stack config governor:settings";
  if (stackConfig === undefined) return undefined;
  const secret = stackConfigIsSecret === true ? ({ secret: true } as const) : {};
  if (isSettingsText(stackConfig)) return { input: withPlainDates(stackConfig), origin: name, ...secret };
  if (!isAbsolute(stackConfig)) {
    throw failure(name, "is not YAML text or an absolute path", "give an absolute path, or the YAML itself");
  }
  return stackConfigIsSecret === true
    ? { ...secretFile(stackConfig, name), secret: true }
    : readFile(stackConfig, { namedBy: name, missing: `correct ${name}` });
}

/** A mapping in the stack's YAML comes as JSON, in which Pulumi has written out each date as a time. */
function withPlainDates(text: string): string {
  if (!text.trimStart().startsWith("{")) return text;
  return text.replace(/"(\d{4}-\d{2}-\d{2}) 00:00:00 \+0000 UTC"/g, '"$1"');
}

/** A file whose very path is secret. */
function secretFile(file: string, name: string): FoundSettings {
  try {
    return { input: readFile(file, { missing: "correct the path" }).input, origin: `the file in ${name}` };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw failure(
      name,
      "points to a file that cannot be read; its path is secret and is not shown",
      "correct the path",
    );
  }
}

/** The settings file of the project's folder or the nearest above; undefined: none, or the folder is unknown. */
export function fromFoldersAbove({ startDir }: FindOptions): FoundSettings | undefined {
  if (typeof startDir !== "string") return undefined;
  const places = foldersFrom(startDir).map((folder) => ({ folder, files: settingsFilesIn(folder) }));
  const [nearest, hidden] = places.filter(({ files }) => files.length > 0);
  const [file, other] = nearest?.files ?? [];
  if (nearest === undefined || file === undefined) return undefined;
  if (other !== undefined)
    throw failure(nearest.folder, `has both ${settingsFileNames.join(" and ")}`, "keep one of the two");
  const [hides] = hidden?.files ?? [];
  return { ...readFile(file, { missing: "fix the link" }), ...(hides === undefined ? {} : { hides }) };
}

/** The files in a folder that are called as settings are. */
export function settingsFilesIn(folder: string): readonly string[] {
  return settingsFileNames.map((name) => join(folder, name)).filter(exists);
}

const shared: readonly SettingsOrigin[] = [fromVariable, fromStackConfig, fromFoldersAbove];

/**
 * True for settings as YAML text, false for a path: no path has a line break or a colon and a space, or starts with a
 * brace. A mapping in the stack's configuration arrives as JSON without any space.
 */
export function isSettingsText(value: string): boolean {
  return value.includes("\n") || value.includes(": ") || value.trimStart().startsWith("{");
}

/** A folder and those above it. */
export function foldersFrom(startDir: string): readonly string[] {
  const folders = [resolve(startDir)];
  for (;;) {
    const last = folders.at(-1) ?? "";
    const parent = dirname(last);
    if (parent === last) return folders;
    folders.push(parent);
  }
}

/** True also for a link that leads nowhere: it was meant to be the settings. */
function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** How messages speak of a settings file. */
interface FileWords {
  /** What names it, other than the user's own request. */
  readonly namedBy?: string;
  /** What to do if it does not exist. */
  readonly missing: string;
}

export function readFile(file: string, { namedBy, missing }: FileWords): FoundSettings {
  const origin = namedBy === undefined ? file : `${file}, named by ${namedBy}`;
  try {
    if (statSync(file).isDirectory()) {
      throw failure(
        origin,
        "is a folder, not a file",
        `name the file in it, such as ${join(file, settingsFileNames[0])}`,
        file,
      );
    }
    return { input: readFileSync(file, "utf8"), origin, file };
  } catch (error) {
    if (error instanceof SettingsError) throw error;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") {
      throw failure(origin, "does not exist", missing, file);
    }
    throw failure(origin, `cannot be read (${String(code ?? "unknown reason")})`, "check its permissions", file);
  }
}

function failure(origin: string, message: string, hint: string, file?: string): SettingsError {
  const problem: Problem = { ...(file === undefined ? {} : { file }), path: "", message, hint };
  return new SettingsError(origin, [problem]);
}

function nothingFound({ order, env, startDir }: FindOptions): SettingsMissingError {
  const names = settingsFileNames.join(" or ");
  const places = [
    order === "pack"
      ? "the policy pack's factory: no argument"
      : "explicitly (--config or the argument `governor`): not given",
    ...(order === "pack" ? ["--policy-pack-config: not given, or empty"] : []),
    `GOVERNOR_CONFIG: ${env.GOVERNOR_CONFIG === "" ? "empty" : "not set"}`,
    "stack config governor:settings: not set",
    typeof startDir === "string"
      ? `${names} in ${foldersFrom(startDir).join(", ")}: not found`
      : `${names}: not searched for, because the project's folder is unknown: ${startDir.unknownBecause}`,
  ];
  return new SettingsMissingError("no governor.yaml", [
    {
      path: "",
      message: `no settings were found; looked at\n${places.map((place) => `  - ${place}`).join("\n")}`,
      hint:
        typeof startDir === "string"
          ? `write ${placeToWrite(startDir)}, for example:\n${example}`
          : "set GOVERNOR_CONFIG to the absolute path of your governor.yaml",
    },
  ]);
}

/** Settings for a single project go into its folder, but never into a root or a home, where they would govern all. */
function placeToWrite(startDir: string): string {
  const folder = resolve(startDir);
  const everyones = [parse(folder).root, resolve(homedir())].includes(folder);
  return everyones ? `${settingsFileNames[0]} beside your Pulumi.yaml` : join(folder, settingsFileNames[0]);
}

const example = `    providers:
      digitalocean:
        cost_limit_monthly: 500
        regions: { allowed: [nyc3, sfo3, ams3] }
        required_tags: [environment, cost_center, owner]`;
