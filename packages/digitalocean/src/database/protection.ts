import type * as pulumi from "@pulumi/pulumi";
import type { DatabaseDesign } from "./design";

/** In production what holds data is protected, unless the program says otherwise for the component. */
export function protection({ settings, opts }: DatabaseDesign): pulumi.CustomResourceOptions {
  const isProtected = settings.environment?.production === true && opts.protect === undefined;
  return isProtected ? { protect: true } : {};
}

/** What to do about what is not protected. */
export const byProtect = { argument: "opts.protect", fix: "leave out protect: false in the options" } as const;
