import type { Settings } from "./settings";

/** What stands in a message in place of what its author keeps secret, as Pulumi writes it. */
const withheld = "[secret]";

/** A text of the settings, as a message may show it. */
export function shown({ secret }: Pick<Settings, "secret">, text: string): string {
  return secret === true ? withheld : text;
}

/** The name of the environment, as a message may show it. */
export function shownEnvironment(settings: Settings): string | undefined {
  const { environment } = settings;
  if (environment === undefined) return undefined;
  return shown(environment.secret === true ? environment : settings, environment.name);
}
