import { readFileSync, realpathSync } from "node:fs";
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
  "enforcement",
];

/**
 * What in the file of `--policy-pack-config` has no effect. The engine passes over names that are no policy, and does
 * not tell a pack of them: so the file is read that the engine was called with. Nothing where that cannot be seen.
 *
 * @param ruleIds Rules of this pack, each of which is a policy.
 * @param underFloor True if the pack brings a floor, of which nothing may be disabled; default false.
 */
export function packConfigFaults(ruleIds: readonly string[], underFloor = false): readonly string[] {
  const lookup = processLookup();
  const engine = lookup === undefined ? undefined : engineAbove(process.ppid, lookup);
  const folder = engine?.folder();
  if (engine === undefined || folder === undefined) return [];
  const file = configFileOf(engine.arguments(), folder, process.cwd());
  const text = file === undefined ? undefined : read(file);
  return text === undefined ? [] : faultsIn(text, ruleIds, underFloor);
}

/**
 * The file that the engine was told to configure a pack with: the nth file is for the nth pack.
 *
 * @param folder The engine's, from which relative paths start.
 * @param pack Folder of the pack.
 */
export function configFileOf(args: readonly string[], folder: string, pack: string): string | undefined {
  const packs = valuesOf("--policy-pack", args).map((path) => real(resolve(folder, path)));
  const file = valuesOf("--policy-pack-config", args)[packs.indexOf(real(pack))];
  return file === undefined || file === "" ? undefined : resolve(folder, file);
}

/** What has no effect in the text of such a file. */
export function faultsIn(text: string, ruleIds: readonly string[], underFloor = false): readonly string[] {
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

/** Values of a flag that may be given several times, with several values at once. */
function valuesOf(flag: string, args: readonly string[]): readonly string[] {
  return args.flatMap((argument, index) => {
    if (argument === flag) return (args[index + 1] ?? "").split(",");
    return argument.startsWith(`${flag}=`) ? argument.slice(flag.length + 1).split(",") : [];
  });
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
