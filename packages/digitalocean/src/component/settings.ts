import { findSettings, readSettings, rules, type Settings } from "@infrafabric/governor";
import { checkPassedOver, isSecretConfig } from "@infrafabric/governor/internal";
import * as pulumi from "@pulumi/pulumi";

/** What was read, by the text that it was read from: all components of a program share one governor.yaml. */
const known = new Map<string, Settings>();

/**
 * The settings that a component goes by.
 *
 * @param governor The component's argument of that name.
 * @param environment The component's argument of that name.
 * @throws SettingsError where there are none, or they are wrong.
 */
export function settingsOf(governor: string | undefined, environment: string | undefined): Settings {
  const config = new pulumi.Config("governor");
  const stackConfig = config.get("settings");
  const configuredEnvironment = config.get("environment");
  const options = {
    order: "project",
    env: process.env,
    startDir: pulumi.getRootDirectory(),
    ...(governor === undefined ? {} : { explicit: governor }),
    ...(stackConfig === undefined
      ? {}
      : { stackConfig, stackConfigIsSecret: isSecretConfig(pulumi.runtime, "governor:settings") }),
  } as const;
  const found = findSettings(options);
  const identity = {
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    ...(environment === undefined ? {} : { environment }),
    ...(configuredEnvironment === undefined
      ? {}
      : {
          configuredEnvironment,
          configuredEnvironmentIsSecret: isSecretConfig(pulumi.runtime, "governor:environment"),
        }),
  };
  const key = JSON.stringify([found, identity]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const settings = readSettings(found, { rules, startDir: options.startDir, ...identity });
  checkPassedOver(found, { ...options, rules });
  known.set(key, settings);
  return settings;
}
