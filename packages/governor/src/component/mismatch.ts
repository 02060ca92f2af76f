import { settingsDigest } from "../settings/digest";
import type { Settings } from "../settings/settings";
import { governorVersion } from "../version";
import type { ResourceView } from "../view/resource";

/** A component that went by other settings, and may have let through what these would not. */
export interface Mismatch {
  readonly message: string;
  readonly fix: string;
}

/** Tells whether a governed component of a program that has just run went by other settings than those at hand. */
export function mismatchOf(component: ResourceView, settings: Settings): Mismatch | undefined {
  const digest = component.read("governor.digest").text();
  if (digest === undefined || digest === settingsDigest(settings)) return undefined;
  const version = component.read("governor.version").text() ?? "an unknown one";
  return {
    message: `governor.digest: the component used different settings from those in ${settings.origin}`,
    fix:
      version === governorVersion
        ? sameSettings(settings)
        : `install a single version of the governor: the component has ${version}, this is ${governorVersion}`,
  };
}

/** A component knows of a floor only what the settings that it reads extend. */
function sameSettings({ floor }: Settings): string {
  return floor === undefined
    ? "make both read the same settings: set GOVERNOR_CONFIG, or stack config governor:settings, to the absolute path of one file"
    : `add \`extends:\` to the project's governor.yaml, with the path or npm package of the floor (${floor.origin}), so that components use it too`;
}
