import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parse } from "yaml";
import { entryOf } from "./entry";
import { PreviewError } from "./errors";

/** What a preview needs to know of a Pulumi project. */
export interface Project {
  /** The folder of `Pulumi.yaml`, without symbolic links. */
  readonly root: string;
  readonly name: string;
  /** Absolute path of the program's first file. */
  readonly entry: string;
  /** Whether `Pulumi.yaml` gives Node.js arguments of its own, which may name a loader, or another runtime. */
  readonly loader: boolean;
  /** The folder of the stacks' files, where it is not `root`. */
  readonly stackFolder?: string;
  /** Values and defaults that `Pulumi.yaml` gives under `config`, by full key. */
  readonly config: Readonly<Record<string, string>>;
}

/**
 * Reads a Pulumi project's folder. A folder without `Pulumi.yaml` is a project that is named as the folder.
 *
 * @param program The program's file or folder, from `dir`; default `main` in `Pulumi.yaml`, else `dir` itself.
 * @throws PreviewError when the folder, its `Pulumi.yaml` or the program is not there or cannot be read.
 */
export function readProject(dir: string, program: string | undefined): Project {
  if (!existsSync(dir) || !statSync(dir).isDirectory()) {
    throw new PreviewError(`${resolve(dir)} is not a folder: \`dir\` must be the folder of a Pulumi project`);
  }
  const root = realpathSync(dir);
  const document = readYaml(root, ["Pulumi.yaml", "Pulumi.yml"]);
  const name = textOf(document.name) ?? basename(root);
  // Before projects had configuration, `config` was the folder of the stacks' files.
  const stackFolder = textOf(document.stackConfigDir) ?? textOf(document.config);
  return {
    root,
    name,
    loader: hasLoader(document.runtime),
    ...(stackFolder === undefined ? {} : { stackFolder: resolve(root, stackFolder) }),
    entry: entryOf(resolve(root, program ?? textOf(document.main) ?? ".")),
    config: configOf(document.config, name),
  };
}

interface ProjectDocument {
  readonly name?: unknown;
  readonly main?: unknown;
  readonly stackConfigDir?: unknown;
  readonly runtime?: unknown;
  readonly config?: unknown;
}

function readYaml(folder: string, names: readonly string[]): ProjectDocument {
  const file = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (file === undefined) return {};
  try {
    const document: unknown = parse(readFileSync(file, "utf8"));
    return isObject(document) ? document : {};
  } catch (error) {
    throw new PreviewError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function hasLoader(runtime: unknown): boolean {
  if (!isObject(runtime)) return runtime === "bun";
  const options: unknown = Reflect.get(runtime, "options");
  return (
    Reflect.get(runtime, "name") === "bun" ||
    (isObject(options) && textOf(Reflect.get(options, "nodeargs")) !== undefined)
  );
}

/** What the file of a stack holds under `config`. */
export interface StackConfig {
  /** Plain values, by full key. */
  readonly values: Readonly<Record<string, string>>;
  /** Full keys of what is encrypted, wholly or in a part. */
  readonly encrypted: readonly string[];
}

/**
 * Reads the configuration of a stack, `Pulumi.<stack>.yaml` beside `Pulumi.yaml` or in the folder that its
 * `stackConfigDir` or `config` names.
 *
 * @throws PreviewError when the file is there and cannot be read.
 */
export function readStackConfig({ root, name: project, stackFolder }: Project, stack: string): StackConfig {
  const values: Record<string, string> = {};
  const encrypted: string[] = [];
  // An organisation and a project before the stack's name are no part of the file's.
  const short = stack.slice(stack.lastIndexOf("/") + 1);
  const { config } = readYaml(stackFolder ?? root, [`Pulumi.${short}.yaml`, `Pulumi.${short}.yml`]);
  if (!isObject(config)) return { values, encrypted };
  for (const [key, value] of Object.entries(config)) {
    if (value === undefined || value === null) continue;
    const full = fullKey(key.replace(/^([^:]+):config:/, "$1:"), project);
    if (hasSecure(value)) encrypted.push(full);
    else values[full] = typeof value === "object" ? JSON.stringify(value) : String(value);
  }
  return { values, encrypted };
}

function hasSecure(value: unknown): boolean {
  if (!isObject(value)) return false;
  return typeof Reflect.get(value, "secure") === "string" || Object.values(value).some(hasSecure);
}

function configOf(config: unknown, project: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  if (!isObject(config)) return values;
  for (const [key, entry] of Object.entries(config)) {
    const value: unknown = isObject(entry) ? (Reflect.get(entry, "value") ?? Reflect.get(entry, "default")) : entry;
    if (value === undefined || value === null) continue;
    values[fullKey(key, project)] = typeof value === "object" ? JSON.stringify(value) : String(value);
  }
  return values;
}

/** A config key with its namespace: a short one belongs to the project. */
export function fullKey(key: string, project: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
