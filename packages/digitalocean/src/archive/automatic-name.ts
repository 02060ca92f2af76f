import type { ArchiveDesign } from "./children";

/** DigitalOcean's longest bucket name; docs, Spaces (2025-2026). */
const longest = 63;
/** What Pulumi adds to a logical name to make a name of it: a dash and seven hexadecimal digits. */
const suffix = 8;

/**
 * Finds fault with a logical name that Pulumi would make no bucket name of: only `up` would show it.
 *
 * @param otherwise What to do instead of renaming the component.
 */
export function checkAutomaticName({ fault }: ArchiveDesign, logicalName: string, otherwise: string): void {
  if (/^[a-z0-9][a-z0-9-]*$/.test(logicalName) && logicalName.length <= longest - suffix) return;
  fault("name", `the name of a bucket cannot begin with "${logicalName}"`, {
    allowed: `up to ${longest - suffix} lower-case letters, digits and dashes, the first one a letter or digit`,
    hint: `rename the component, or ${otherwise}`,
  });
}
