import { loadSettings, rules, type Settings } from "@infrafabric/governor";
import * as pulumi from "@pulumi/pulumi";

/** What was read, by what it was read for: a program's components share one governor.yaml, which is read once. */
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
  const { GOVERNOR_CONFIG, PWD } = process.env;
  const asked = {
    startDir: pulumi.getRootDirectory(),
    project: pulumi.getProject(),
    stack: pulumi.getStack(),
    ...(governor === undefined ? {} : { explicit: governor }),
    ...(environment === undefined ? {} : { environment }),
    ...(stackConfig === undefined ? {} : { stackConfig }),
    ...(configuredEnvironment === undefined ? {} : { configuredEnvironment }),
    env: { ...(GOVERNOR_CONFIG === undefined ? {} : { GOVERNOR_CONFIG }), ...(PWD === undefined ? {} : { PWD }) },
  };
  const key = JSON.stringify(asked);
  const settings = known.get(key) ?? loadSettings({ order: "project", rules, ...asked });
  known.set(key, settings);
  return settings;
}
