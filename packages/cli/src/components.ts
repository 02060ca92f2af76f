import { createRequire } from "node:module";
import { join } from "node:path";
import type { Outliners } from "@infrafabric/connect/internal";

const internal = "@infrafabric/digitalocean/internal";

/**
 * Loads the components as they are installed where the command runs, else beside it; undefined if they are in neither
 * place. They need Pulumi's packages, which the command itself does not.
 */
export function installedComponents(): Outliners | undefined {
  for (const place of [join(process.cwd(), "package.json"), import.meta.url]) {
    const load = createRequire(place);
    try {
      const found: unknown = load(internal);
      if (hasOutliners(found)) return found.outliners;
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  return undefined;
}

function hasOutliners(found: unknown): found is { readonly outliners: Outliners } {
  return typeof found === "object" && found !== null && "outliners" in found;
}

/** True if a package is not installed, or is from before the components could be planned. */
function isMissing(error: unknown): boolean {
  const code: unknown = Reflect.get(Object(error), "code");
  return code === "MODULE_NOT_FOUND" || code === "ERR_PACKAGE_PATH_NOT_EXPORTED";
}
