import * as z from "zod";

const preview = z.looseObject({ config: z.record(z.string(), z.unknown()).optional() });

/** What a preview says of the stack's configuration under `governor:`; a secret is not shown, and is left out. */
export function previewConfig(text: string): { readonly settings?: string; readonly environment?: string } {
  const { data } = preview.safeParse(JSON.parse(text));
  const entry = (key: string): string | undefined => {
    const value = data?.config?.[`governor:${key}`];
    return typeof value === "string" && value !== "[secret]" ? value : undefined;
  };
  const settings = entry("settings");
  const environment = entry("environment");
  return { ...(settings === undefined ? {} : { settings }), ...(environment === undefined ? {} : { environment }) };
}
