import * as z from "zod";
import { listOf } from "../list.ts";

/** DigitalOcean's docs, Cloud Firewall limits: sources or destinations of one rule. */
const mostTargets = 1000;

/** From where, or to where, traffic is let through. */
const target = z.object({
  addresses: listOf(z.string(), mostTargets),
  droplet_ids: listOf(z.int(), mostTargets),
  load_balancer_uids: listOf(z.string(), mostTargets),
  kubernetes_ids: listOf(z.string(), mostTargets),
  tags: listOf(z.string(), mostTargets),
});

export type Target = z.infer<typeof target>;

/** Says what is open: one port, a range, or `0` for all. */
const base = z
  .object({
    protocol: z.enum(["tcp", "udp", "icmp"]),
    ports: z.string().optional(),
    action: z.enum(["allow", "deny"]).optional(),
  })
  // What else the ports may be is a limit of firewalls.
  .transform(({ protocol, ports = "", action }) => {
    const all = protocol === "icmp" ? ["", "0", "all"] : ["0", "all"];
    return { protocol, ports: all.includes(ports) ? "0" : ports, ...(action === undefined ? {} : { action }) };
  });

export const inboundRule = base.and(z.object({ sources: target }));

export const outboundRule = base.and(z.object({ destinations: target }));

/** A target as the API answers with it: without what is empty. */
export function targetAnswer(target: Target) {
  return Object.fromEntries(Object.entries(target).filter(([, items]) => items.length > 0));
}
