import { createHash } from "node:crypto";
import { parseUrn } from "@infrafabric/governor/internal";

/**
 * A name for what is known in a whole account: it names project, stack and component, and ends with a digest of the URN, so
 * that no two components of a backend share one. It consists of lower-case letters, digits, `_` and `-`.
 *
 * @param longest Most characters that DigitalOcean takes.
 * @param group What of the component, where it has several names.
 */
export function uniqueName(urn: string, longest: number, group?: string): string {
  const parts = parseUrn(urn);
  const words = [parts?.project, parts?.stack, parts?.name, group].filter((word) => word !== undefined);
  const identity = group === undefined ? urn : `${urn}\n${group}`;
  const digest = createHash("sha256").update(identity).digest("hex").slice(0, 8);
  const name = words
    .join("-")
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, "-");
  return `${name.slice(0, longest - digest.length - 1)}-${digest}`;
}
