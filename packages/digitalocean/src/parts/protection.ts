import type { Settings } from "@infrafabric/governor";
import type * as pulumi from "@pulumi/pulumi";

/** In production what holds data is protected, unless the program says otherwise for the component. */
export function protection({
  settings,
  opts,
}: {
  readonly settings: Settings;
  readonly opts: pulumi.ComponentResourceOptions;
}): pulumi.CustomResourceOptions {
  const isProtected = settings.environment?.production === true && opts.protect === undefined;
  return isProtected ? { protect: true } : {};
}

/** What to do about what is not protected. */
export const byProtect = { argument: "opts.protect", fix: "leave out protect: false in the options" } as const;
