import type { BaselineFile } from "../baseline/baseline-file";
import type { Rule } from "../rules/rule";
import type { SettingsDocument, SettingsPlace } from "./document";
import { type StackIdentity, settingsFor } from "./environment";
import { circle, findExtended } from "./extends";
import {
  absoluteFile,
  type FindOptions,
  type FoundSettings,
  findSettings,
  fromFoldersAbove,
  isSettingsText,
} from "./find";
import { accountReader, namedAccount } from "./named-account";
import { baselinesIn, namedBaseline } from "./named-baseline";
import { parseSettings } from "./parse";
import { SettingsMissingError } from "./problem";
import type { Settings } from "./settings";

/** For which stack settings are wanted, and the rules that can be named in them. */
export interface ReadOptions {
  readonly rules: readonly Rule[];
  readonly project: string;
  readonly stack: string;
  /** The environment that a policy pack is made for. */
  readonly pinnedEnvironment?: string;
  /** The environment as asked for by an argument: of a component, or of `previewProgram`. */
  readonly environment?: string;
  /** The environment in stack config `governor:environment`. */
  readonly configuredEnvironment?: string;
  /** True where that configuration is secret. */
  readonly configuredEnvironmentIsSecret?: boolean;
  /** Where relative paths start in settings that are no file. */
  readonly startDir: FindOptions["startDir"];
  /** What no settings may loosen, whatever they extend themselves. */
  readonly floor?: SettingsDocument;
  /** True to leave the baseline alone that the settings name, for who brings or writes one. */
  readonly withoutBaseline?: boolean;
}

/** Where settings may come from, and for which stack they are. */
export interface LoadOptions extends FindOptions, ReadOptions {}

/** What is one stack's own of what settings are read for. */
export type StackOptions = Omit<ReadOptions, "rules" | "startDir" | "floor">;

/**
 * Finds the settings and checks them whole, once for any number of stacks.
 *
 * @throws {SettingsMissingError} when there are none.
 * @throws {SettingsError} with all problems at once; what it returns throws it for those of a stack.
 */
export function openSettings(options: FindOptions & DocumentOptions): (stack: StackOptions) => Settings {
  const found = findUnder(options);
  const document = readDocument(found, options, []);
  checkPassedOver(found, options);
  const files = new Map<string, BaselineFile>();
  const readOnce = (file: string): BaselineFile => {
    const baselines = files.get(file) ?? baselinesIn(file);
    files.set(file, baselines);
    return baselines;
  };
  const readAccount = accountReader(new Date());
  return (stack) => settingsOfStack(document, { ...options, ...stack }, readOnce, readAccount);
}

/**
 * Finds the settings, checks them whole and decides the environment of the stack.
 *
 * @throws {SettingsMissingError} when there are none.
 * @throws {SettingsError} with all problems at once.
 */
export function loadSettings(options: LoadOptions): Settings {
  const found = findUnder(options);
  const settings = readSettings(found, options);
  checkPassedOver(found, options);
  return settings;
}

/** The settings; where there are none, a floor alone is settings enough. */
function findUnder(options: FindOptions & DocumentOptions): FoundSettings {
  try {
    return findSettings(options);
  } catch (error) {
    if (!(error instanceof SettingsMissingError) || options.floor === undefined) throw error;
    return { input: {}, origin: options.floor.origin };
  }
}

/**
 * Checks the `governor.yaml` that another origin comes before: one that is wrong is not hidden by that.
 *
 * @throws {SettingsError} with all its problems.
 */
export function checkPassedOver(
  found: FoundSettings,
  options: FindOptions & Pick<ReadOptions, "rules" | "floor">,
): void {
  const file = fromFoldersAbove(options);
  if (file === undefined || file.file === found.file) return;
  readDocument(file, options, []);
}

/**
 * Reads the floor that a policy pack brings.
 *
 * @param floor An absolute path, or the document as YAML text or data.
 * @throws {SettingsError} with all problems at once.
 */
export function readFloor(floor: string | object, rules: readonly Rule[]): SettingsDocument {
  const name = "governorPolicies({ floor })";
  const found =
    typeof floor === "string" && !isSettingsText(floor) ? absoluteFile(floor, name) : { input: floor, origin: name };
  const startDir = { unknownBecause: "the floor is data, not a file" };
  return readDocument(found, { rules, startDir }, [], true);
}

type DocumentOptions = Pick<ReadOptions, "rules" | "floor" | "startDir">;

/** Reads settings, and first what they extend. @param chain The places of `extends` that led here. */
function readDocument(
  { input, ...found }: FoundSettings,
  options: DocumentOptions,
  chain: readonly SettingsPlace[],
  isFloor = false,
): SettingsDocument {
  return parseSettings(input, {
    ...found,
    rules: options.rules,
    isFloor,
    floorFor(reference, place) {
      if (reference === undefined) return options.floor;
      const extended = findExtended(reference, place, options.startDir);
      if ("problem" in extended) return extended.problem;
      const links = [...chain, place];
      return circle(links, extended.found.file ?? "") ?? readDocument(extended.found, options, links, true);
    },
  });
}

/**
 * Checks settings that were found, and decides the environment of the stack.
 *
 * @throws {SettingsError} with all problems at once.
 */
export function readSettings(found: FoundSettings, options: ReadOptions): Settings {
  return settingsOfStack(readDocument(found, options, []), options);
}

function settingsOfStack(
  document: SettingsDocument,
  options: ReadOptions,
  readBaseline = baselinesIn,
  readAccount = accountReader(new Date()),
): Settings {
  const identity: StackIdentity = {
    project: options.project,
    stack: options.stack,
    ...(options.pinnedEnvironment === undefined ? {} : { pinned: options.pinnedEnvironment }),
    ...(options.environment === undefined ? {} : { explicit: options.environment }),
    ...(options.configuredEnvironment === undefined ? {} : { configured: options.configuredEnvironment }),
    configuredIsSecret: options.configuredEnvironmentIsSecret === true,
  };
  const settings = settingsFor(document, identity);
  const baseline =
    options.withoutBaseline === true ? undefined : namedBaseline(document, settings, options, readBaseline);
  const account = namedAccount(document, settings, options.startDir, readAccount);
  return {
    ...settings,
    ...(baseline === undefined ? {} : { baseline }),
    ...(account === undefined ? {} : { account }),
  };
}
