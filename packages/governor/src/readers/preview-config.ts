/** What a preview says of the stack's configuration under `governor:`. */
export interface PreviewConfig {
  readonly settings?: string;
  readonly environment?: string;
}

/** The governor's part of a configuration; a secret is not shown, and is left out. */
export function previewConfig(config: Readonly<Record<string, unknown>>): PreviewConfig {
  const entry = (key: string): string | undefined => {
    const value = config[`governor:${key}`];
    return typeof value === "string" && value !== "[secret]" ? value : undefined;
  };
  const settings = entry("settings");
  const environment = entry("environment");
  return { ...(settings === undefined ? {} : { settings }), ...(environment === undefined ? {} : { environment }) };
}
