import { uniqueName } from "./unique-name";

/**
 * The tag that joins the Droplets of a component to its load balancer, firewall and alerts. Tags reach over the whole
 * account. Labels have a colon, and it has none. DigitalOcean takes 255 characters.
 */
export function selectorTag(urn: string): string {
  return uniqueName(urn, 255);
}
