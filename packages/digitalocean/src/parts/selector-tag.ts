import { uniqueName } from "./unique-name";

/**
 * The tag that joins the Droplets of a component to its load balancer, firewall and alerts. Tags reach over the whole
 * account. Labels have a colon, and it has none. DigitalOcean takes 255 characters.
 *
 * @param group Which Droplets of the component, where it has several groups of them.
 */
export function selectorTag(urn: string, group?: string): string {
  return uniqueName(urn, 255, group);
}
