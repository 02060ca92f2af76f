import {
  type LoadOptions,
  loadSettings,
  type Rule,
  type Settings,
  SettingsError,
  SettingsMissingError,
} from "@infrafabric/governor";
import * as pulumi from "@pulumi/pulumi";
import { projectFolder } from "./project-folder";

/** The settings that the pack was given when it was loaded, if any. */
export interface GivenSettings {
  /** Undefined where none were found: then `--policy-pack-config` must bring them. */
  readonly atLoad: Settings | undefined;
  /**
   * The settings of an operation: what the pack's factory was given, else `--policy-pack-config`, else those found
   * when the pack was loaded.
   *
   * @throws SettingsError for settings that are wrong.
   */
  of(packConfig: object): Settings;
}

/**
 * Looks for the settings as the pack is loaded.
 *
 * @throws pulumi.RunError for settings that are wrong, with all faults: the engine prints it as it is and stops.
 */
export function findGiven(explicit: string | object | undefined, rules: readonly Rule[]): GivenSettings {
  const options = optionsOf(explicit, rules);
  const atLoad = orMissing(options);
  return {
    atLoad,
    of(packConfig) {
      if (atLoad !== undefined && (explicit !== undefined || Object.keys(packConfig).length === 0)) return atLoad;
      return loadSettings({ ...options, packConfig });
    },
  };
}

function optionsOf(explicit: string | object | undefined, rules: readonly Rule[]): LoadOptions {
  const config = new pulumi.Config("governor");
  const stackConfig = config.get("settings");
  const configuredEnvironment = config.get("environment");
  return {
    order: "pack",
    rules,
    env: process.env,
    startDir: projectFolder(pulumi.getProject()),
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    ...(explicit === undefined ? {} : { explicit }),
    ...(stackConfig === undefined ? {} : { stackConfig, stackConfigIsSecret: isSecret("governor:settings") }),
    ...(configuredEnvironment === undefined
      ? {}
      : { configuredEnvironment, configuredEnvironmentIsSecret: isSecret("governor:environment") }),
  };
}

function orMissing(options: LoadOptions): Settings | undefined {
  try {
    return loadSettings(options);
  } catch (error) {
    if (error instanceof SettingsMissingError) {
      console.error(
        `${error.message}\n    or bring them as configuration of the policy "governor" (--policy-pack-config); without any the engine stops`,
      );
      return undefined;
    }
    if (error instanceof SettingsError) throw new pulumi.RunError(error.message);
    throw error;
  }
}

/** The SDK knows which configuration is secret, though its types do not say so. One that does not know may not show any. */
function isSecret(key: string): boolean {
  const test: unknown = Reflect.get(pulumi.runtime, "isConfigSecret");
  return typeof test !== "function" || Reflect.apply(test, undefined, [key]) !== false;
}
