import type { Rule } from "../rules/rule";
import { type StackIdentity, settingsFor } from "./environment";
import { type FindOptions, type FoundSettings, findSettings, fromFoldersAbove } from "./find";
import { parseSettings } from "./parse";
import type { Settings } from "./settings";

/** For which stack settings are wanted, and the rules that can be named in them. */
export interface ReadOptions {
  readonly rules: readonly Rule[];
  readonly project: string;
  readonly stack: string;
  /** The environment as asked for by an argument: of a component, or of `previewProgram`. */
  readonly environment?: string;
  /** The environment in stack config `governor:environment`. */
  readonly configuredEnvironment?: string;
  /** True where that configuration is secret. */
  readonly configuredEnvironmentIsSecret?: boolean;
}

/** Where settings may come from, and for which stack they are. */
export interface LoadOptions extends FindOptions, ReadOptions {}

/**
 * Finds the settings, checks them whole and decides the environment of the stack.
 *
 * @throws {SettingsMissingError} when there are none.
 * @throws {SettingsError} with all faults at once.
 */
export function loadSettings(options: LoadOptions): Settings {
  const found = findSettings(options);
  const settings = readSettings(found, options);
  checkPassedOver(found, options);
  return settings;
}

/**
 * Checks the `governor.yaml` that another source comes before: one that is wrong is not hidden by that.
 *
 * @throws {SettingsError} with all its faults.
 */
export function checkPassedOver(found: FoundSettings, options: FindOptions & Pick<ReadOptions, "rules">): void {
  const file = fromFoldersAbove(options);
  if (file === undefined || file.file === found.file) return;
  parseSettings(file.input, { ...file, rules: options.rules });
}

/**
 * Checks settings that were found, and decides the environment of the stack.
 *
 * @throws {SettingsError} with all faults at once.
 */
export function readSettings({ input, ...found }: FoundSettings, options: ReadOptions): Settings {
  const document = parseSettings(input, { ...found, rules: options.rules });
  const identity: StackIdentity = {
    project: options.project,
    stack: options.stack,
    ...(options.environment === undefined ? {} : { explicit: options.environment }),
    ...(options.configuredEnvironment === undefined ? {} : { configured: options.configuredEnvironment }),
    configuredIsSecret: options.configuredEnvironmentIsSecret === true,
  };
  return settingsFor(document, identity);
}
