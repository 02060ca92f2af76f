import { createHash } from "node:crypto";
import { parseUrn } from "@infrafabric/governor";

/** DigitalOcean takes 255 characters. */
const longest = 255;

/**
 * The tag that joins the Droplets of a tier to its load balancer, firewall and alerts. Tags reach over the whole
 * account, so it names project, stack and component. What had to be rewritten, and what has components around it, also
 * gets a digest of the URN: two tiers must never share a tag.
 */
export function selectorTag(urn: string): string {
  const parts = parseUrn(urn);
  const words = parts === undefined ? [urn] : [parts.project, parts.stack, parts.name];
  const tag = words.map((word) => word.toLowerCase().replaceAll(/[^a-z0-9_-]/g, "-")).join(":");
  const isNested = urn.split("::")[2]?.includes("$") === true;
  if (tag === words.join(":") && !isNested && tag.length <= longest) return tag;
  const digest = createHash("sha256").update(urn).digest("hex").slice(0, 8);
  return `${tag.slice(0, longest - digest.length - 1)}:${digest}`;
}
