import {
  type LoadOptions,
  loadSettings,
  type Rule,
  readFloor,
  type Settings,
  SettingsError,
  SettingsMissingError,
} from "@infrafabric/governor";
import { isSecretConfig, messageOf } from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";
import { projectFolder } from "./project-folder";

/** What whoever makes a pack says of its settings. */
export interface PackSettings {
  readonly settings?: string | object;
  readonly floor?: string | object;
  readonly environment?: string;
}

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
 * Finds the settings when the pack loads.
 *
 * @throws pulumi.RunError for settings that are wrong, with all problems: the engine prints it as it is and stops.
 */
export function findGiven(pack: PackSettings, rules: readonly Rule[]): GivenSettings {
  const options = orStop(() => optionsOf(pack, rules));
  const atLoad = orStop(() => orMissing(options));
  const { floor, startDir } = options;
  if (floor !== undefined && atLoad?.origin === floor.origin && typeof startDir !== "string")
    console.error(`the project's own governor.yaml was not searched for: ${startDir.unknownBecause}`);
  return {
    atLoad,
    of(packConfig) {
      const isGiven = pack.settings !== undefined;
      if (atLoad !== undefined && (isGiven || Object.keys(packConfig).length === 0)) return atLoad;
      return loadSettings({ ...options, packConfig });
    },
  };
}

function optionsOf({ settings: explicit, floor, environment }: PackSettings, rules: readonly Rule[]): LoadOptions {
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
    ...(floor === undefined ? {} : { floor: readFloor(floor, rules) }),
    ...(environment === undefined ? {} : { pinnedEnvironment: environment }),
    ...(stackConfig === undefined
      ? {}
      : { stackConfig, stackConfigIsSecret: isSecretConfig(pulumi.runtime, "governor:settings") }),
    ...(configuredEnvironment === undefined
      ? {}
      : {
          configuredEnvironment,
          configuredEnvironmentIsSecret: isSecretConfig(pulumi.runtime, "governor:environment"),
        }),
  };
}

function orMissing(options: LoadOptions): Settings | undefined {
  try {
    return loadSettings(options);
  } catch (error) {
    if (error instanceof SettingsMissingError) {
      console.error(
        `${error.message}\n    or pass them as configuration of the policy "governor" (--policy-pack-config); the update cannot run without settings`,
      );
      return undefined;
    }
    throw error;
  }
}

function orStop<T>(find: () => T): T {
  try {
    return find();
  } catch (error) {
    // The pack's working folder is its own: a path relative to it would mean another file to whoever reads it.
    throw error instanceof SettingsError
      ? new pulumi.RunError(messageOf(error.origin, error.problems, undefined))
      : error;
  }
}
