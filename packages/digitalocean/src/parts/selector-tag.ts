import { createHash } from "node:crypto";
import { parseUrn } from "@infrafabric/governor/internal";

/** DigitalOcean takes 255 characters. */
const longest = 255;

/**
 * The tag that joins the Droplets of a component to its load balancer, firewall and alerts. Tags reach over the whole
 * account, so it names project, stack and component, and ends with a digest of the URN: no two components of a backend share
 * one. Labels have a colon, and it has none.
 *
 * @param group Which Droplets of the component, where it has several groups of them.
 */
export function selectorTag(urn: string, group?: string): string {
  const parts = parseUrn(urn);
  const words = [parts?.project, parts?.stack, parts?.name, group].filter((word) => word !== undefined);
  const digest = createHash("sha256")
    .update(group === undefined ? urn : `${urn}\n${group}`)
    .digest("hex")
    .slice(0, 8);
  const name = words
    .join("-")
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, "-");
  return `${name.slice(0, longest - digest.length - 1)}-${digest}`;
}
