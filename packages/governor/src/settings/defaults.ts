import { defaultUsage } from "../cost/usage";
import type { Sections } from "./document";
import type { Settings } from "./settings";

/** What goes with the sections to make settings. */
export interface SettingsFrame {
  readonly origin: string;
  readonly environment?: NonNullable<Settings["environment"]>;
  readonly floor?: Settings;
  readonly hides?: string;
  readonly secret?: true;
}

/** The settings that some sections stand for, with what holds where they say nothing. */
export function settingsOf(sections: Sections, { origin, environment, floor, hides, secret }: SettingsFrame): Settings {
  const { digitalocean, ...others } = sections.providers ?? {};
  return {
    enforcement: sections.enforcement ?? "enforce",
    digitalocean: { enabled: true, ...digitalocean },
    otherProviders: Object.keys(others),
    tags: { default: {}, allowed: {}, ...sections.tags },
    rules: sections.rules ?? {},
    exemptions: sections.exemptions ?? [],
    exempt_in_code: sections.exempt_in_code ?? [],
    budgets: sections.budgets ?? [],
    usage: { ...sections.usage, spaces: { ...defaultUsage.spaces, ...sections.usage?.spaces } },
    ...(environment === undefined ? {} : { environment }),
    origin,
    ...(floor === undefined ? {} : { floor }),
    ...(hides === undefined ? {} : { hides }),
    ...(secret === undefined ? {} : { secret }),
  };
}
