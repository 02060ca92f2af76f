import type { Settings } from "@infrafabric/governor";

/**
 * The label tags of a component's resources: the settings' default values, the environment of the stack, and over both
 * what the program gives. Lower case: DigitalOcean compares tags without regard to case and keeps the first spelling.
 */
export function labelsOf(
  settings: Settings,
  tags: Readonly<Record<string, string | undefined>> = {},
): readonly string[] {
  const { environment } = settings;
  const labels = new Map<string, string>();
  const set = (key: string, value: string | undefined): void => {
    if (value !== undefined) labels.set(key.toLowerCase(), value.toLowerCase());
  };
  for (const [key, value] of Object.entries(settings.tags.default)) set(key, value);
  if (environment !== undefined) set("environment", environment.name);
  for (const [key, value] of Object.entries(tags)) set(key, value);
  return [...labels].map(([key, value]) => `${key}:${value}`);
}
