import { isIP } from "node:net";
import * as z from "zod";
import { listOf } from "../list.ts";

/** DigitalOcean's docs, Cloud Firewall limits: sources or destinations of one rule. */
const mostTargets = 1000;

/** From where, or to where, traffic is let through. */
const target = z.object({
  addresses: listOf(z.string().refine(isAddress, "is no IP address or CIDR"), mostTargets),
  droplet_ids: listOf(z.int(), mostTargets),
  load_balancer_uids: listOf(z.string(), mostTargets),
  kubernetes_ids: listOf(z.string(), mostTargets),
  tags: listOf(z.string(), mostTargets),
});

export type Target = z.infer<typeof target>;

/** Says what is open: one port, a range, or `0` for all. */
const base = z
  .object({ protocol: z.enum(["tcp", "udp", "icmp"]), ports: z.string().optional() })
  .transform(({ protocol, ports = "" }, context) => {
    const all = protocol === "icmp" ? ["", "0", "all"] : ["0", "all"];
    if (all.includes(ports)) return { protocol, ports: "0" };
    if (!isRange(ports)) {
      context.addIssue({ code: "custom", path: ["ports"], message: "is no port, no range of ports and not all" });
    }
    return { protocol, ports };
  });

export const inboundRule = base.and(z.object({ sources: target }));

export const outboundRule = base.and(z.object({ destinations: target }));

function isRange(text: string): boolean {
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  return Number(from) >= 1 && Number(from) <= Number(to) && Number(to) <= 65_535;
}

function isAddress(text: string): boolean {
  const [, address = "", bits = "0"] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const family = isIP(address);
  return family !== 0 && Number(bits) <= (family === 4 ? 32 : 128);
}

/** A target as the API answers with it: without what is empty. */
export function targetAnswer(target: Target) {
  return Object.fromEntries(Object.entries(target).filter(([, items]) => items.length > 0));
}
