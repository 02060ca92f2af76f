import { readFileSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { showPath } from "@infrafabric/governor/internal";
import { engineAbove } from "./engine-process";
import { processLookup } from "./processes";

/** Sections of `governor.yaml` that one could take for the names of policies; Pulumi itself reads `environments`. */
const sections = [
  "extends",
  "providers",
  "tags",
  "rules",
  "exemptions",
  "exempt_in_code",
  "budgets",
  "usage",
  "baseline",
  "account",
  "enforcement",
];

/**
 * What in the file of `--policy-pack-config` has no effect. The engine passes over names that are no policy, and does
 * not tell a pack of them: so the file is read that the engine was called with. Nothing where that cannot be seen.
 *
 * @param ruleIds Rules of this pack, each of which is a policy.
 * @param underFloor True if the pack brings a floor, of which nothing may be disabled; default false.
 */
export function packConfigProblems(ruleIds: readonly string[], underFloor = false): readonly string[] {
  const lookup = processLookup();
  const engine = lookup === undefined ? undefined : engineAbove(process.ppid, lookup);
  const folder = engine?.folder();
  if (engine === undefined || folder === undefined) return [];
  // The pack inherits the environment of the engine.
  const call = { args: engine.arguments(), env: process.env, folder, pack: process.cwd() };
  return problemsOfCall(call, ruleIds, underFloor);
}

/** How the engine was called. */
export interface EngineCall {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The engine's folder, from which relative paths start. */
  readonly folder: string;
  /** Folder of the pack. */
  readonly pack: string;
}

/** See {@link packConfigProblems}. Under a floor, a configuration that cannot be read is a problem. */
export function problemsOfCall(call: EngineCall, ruleIds: readonly string[], underFloor: boolean): readonly string[] {
  const found = configFilesOf(call);
  const read = "files" in found ? found.files.map(readConfig) : [found];
  const doubts = new Set(read.flatMap((one) => ("unreadBecause" in one ? [one.unreadBecause] : [])));
  return [
    ...[...(underFloor ? doubts : [])].map(
      (because) =>
        `--policy-pack-config: cannot determine whether it disables a policy, which this pack's floor does not allow: ${because}; give the path of a JSON file for each pack`,
    ),
    ...read.flatMap((one) => ("text" in one ? problemsIn(one.text, ruleIds, underFloor) : [])),
  ];
}

/** A configuration, or why nobody knows what it says. */
type Read<T> = T | { readonly unreadBecause: string };

/**
 * The files that the engine was told to configure a pack with: the nth file is for the nth pack. The engine takes paths
 * from the command line, else from its environment.
 */
export function configFilesOf({ args, env, folder, pack }: EngineCall): Read<{ readonly files: readonly string[] }> {
  const packs = valuesOf("policy-pack", args, env);
  const files = valuesOf("policy-pack-config", args, env);
  if (packs === undefined || files === undefined)
    return { unreadBecause: "the quotes in the value of a flag or variable are not balanced" };
  if (files.length === 0) return { files };
  if (files.length !== packs.length)
    return { unreadBecause: `found ${files.length} for ${packs.length} of --policy-pack` };
  const folders = packs.map((path) => real(resolve(folder, path)));
  const own = real(pack) ?? pack;
  const lost = packs.filter((_, index) => folders[index] === undefined);
  if (lost.length > 0 && !folders.includes(own))
    return { unreadBecause: `cannot find the folder ${lost.map((path) => JSON.stringify(path)).join(", ")}` };
  return {
    files: files.filter((file, index) => file !== "" && folders[index] === own).map((file) => resolve(folder, file)),
  };
}

/** What has no effect in the text of such a file. */
export function problemsIn(text: string, ruleIds: readonly string[], underFloor = false): readonly string[] {
  const config = parsed(text);
  const policies = ["all", "environments", "governor", "governor-conclusion", ...ruleIds];
  return Object.entries(config).flatMap(([name, value]): readonly string[] => {
    const told = (message: string) => [`--policy-pack-config: ${showPath([name])} ${message}`];
    if (sections.includes(name))
      return told(`has no effect here: put the settings under "governor": { "governor": { "${name}": ... } }`);
    if (!policies.includes(name)) return told("is not a policy of this pack and has no effect");
    if (name === "environments") return [];
    if (levelIn(value) === "disabled" && underFloor)
      return told("is disabled, which this pack's floor does not allow: remove it");
    const where = ruleIds.includes(name)
      ? `set parameters in the settings: { "governor": { "rules": { "${name}": { "params": { ... } } } } }`
      : 'put the settings under "governor": { "governor": { ... } }';
    const level = ineffectiveLevel(name, value, ruleIds);
    const beside = name === "governor" ? [] : keysBesideLevel(value);
    return [
      ...beside.map((key) => `--policy-pack-config: ${showPath([name, key])} has no effect: ${where}`),
      ...(level === undefined ? [] : told(level)),
    ];
  });
}

/** What is wrong with the level of a policy: only to disable one has an effect. */
function ineffectiveLevel(name: string, value: unknown, ruleIds: readonly string[]): string | undefined {
  const level = levelIn(value);
  if (level === undefined || level === "disabled") return undefined;
  const where = ruleIds.includes(name)
    ? `set levels in the settings: { "governor": { "rules": { "${name}": "${level}" } } }`
    : level === "advisory"
      ? 'to report everything and block nothing, set "enforcement: report" in governor.yaml; for single rules, "rules: { <id>: advisory }"'
      : 'set levels in governor.yaml, "rules: { <id>: mandatory }", or "rules: { \'*\': mandatory }" for all rules';
  return `does not take a level: ${where}`;
}

const levels = ["advisory", "mandatory", "remediate", "disabled"];

/** The level in a policy's configuration, which is a level alone or a mapping with one. */
function levelIn(value: unknown): string | undefined {
  const level: unknown = typeof value === "object" && value !== null ? Reflect.get(value, "enforcementLevel") : value;
  return typeof level === "string" && levels.includes(level) ? level : undefined;
}

/** Keys beside the level in a policy's configuration. */
function keysBesideLevel(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.keys(value).filter((key) => key !== "enforcementLevel")
    : [];
}

/** What is no mapping, the engine has refused itself. */
function parsed(text: string): object {
  try {
    const config: unknown = JSON.parse(text);
    return typeof config === "object" && config !== null ? config : {};
  } catch {
    return {};
  }
}

/**
 * Values of a flag that may be given several times, with several values at once, else of its variable; undefined for
 * what is no CSV.
 */
function valuesOf(flag: string, args: readonly string[], env: EngineCall["env"]): readonly string[] | undefined {
  const given = args.flatMap((argument, index) => {
    if (argument === `--${flag}`) return [args[index + 1] ?? ""];
    return argument.startsWith(`--${flag}=`) ? [argument.slice(flag.length + 3)] : [];
  });
  const variable = env[`PULUMI_OPTION_${flag.toUpperCase().replaceAll("-", "_")}`];
  const texts = given.length > 0 || variable === undefined ? given : [variable];
  const records = texts.map(firstRecord);
  return records.some((record) => record === undefined) ? undefined : records.flatMap((record) => record ?? []);
}

/** The first record of a CSV, as the engine reads a flag: a field may be quoted, and a quote in it is doubled. */
function firstRecord(csv: string): readonly string[] | undefined {
  let rest = csv.replace(/^(\r?\n)+/, "");
  if (rest === "") return [];
  const fields: string[] = [];
  for (;;) {
    const [all, quoted, plain = ""] = /^(?:"((?:[^"]|"")*)"|([^",\n]*))(?=,|\r?\n|$)/.exec(rest) ?? [];
    if (all === undefined) return undefined;
    fields.push(quoted?.replaceAll('""', '"') ?? plain.replace(/\r$/, ""));
    if (rest[all.length] !== ",") return fields;
    rest = rest.slice(all.length + 1);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function real(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function readConfig(file: string): Read<{ readonly text: string }> {
  const shown = JSON.stringify(file);
  // There, each process finds something else; and whoever opens a pipe that was read already waits for ever.
  const unreadable = { unreadBecause: `${shown} is not a regular file, so only the engine can read it` };
  if (/^\/(dev|proc)\//.test(file)) return unreadable;
  try {
    if (!statSync(file).isFile()) return unreadable;
    const text = readFileSync(file, "utf8");
    return isJson(text) ? { text } : { unreadBecause: `${shown} is not valid JSON` };
  } catch {
    return { unreadBecause: `${shown} cannot be read` };
  }
}
