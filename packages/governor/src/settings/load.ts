import type { Rule } from "../rules/rule";
import { type StackIdentity, settingsFor } from "./environment";
import { type FindOptions, findSettings } from "./find";
import { parseSettings } from "./parse";
import type { Settings } from "./settings";

/** Where settings may come from, for which stack, and the rules that can be named in them. */
export interface LoadOptions extends FindOptions {
  readonly rules: readonly Rule[];
  readonly project: string;
  readonly stack: string;
  /** The environment as asked for: `--environment`, or the component's argument. */
  readonly environment?: string;
  /** The environment in stack config `governor:environment`. */
  readonly configuredEnvironment?: string;
}

/**
 * Finds the settings, checks them whole and decides the environment of the stack.
 *
 * @throws {SettingsMissingError} when there are none.
 * @throws {SettingsError} with all faults at once.
 */
export function loadSettings(options: LoadOptions): Settings {
  const { input, origin, file } = findSettings(options);
  const document = parseSettings(input, { origin, rules: options.rules, ...(file === undefined ? {} : { file }) });
  const identity: StackIdentity = {
    project: options.project,
    stack: options.stack,
    ...(options.environment === undefined ? {} : { explicit: options.environment }),
    ...(options.configuredEnvironment === undefined ? {} : { configured: options.configuredEnvironment }),
  };
  return settingsFor(document, identity);
}
