import type * as digitalocean from "@pulumi/digitalocean";

/** Every address there is. */
export const everywhere: readonly string[] = ["0.0.0.0/0", "::/0"];

/**
 * HTTPS, HTTP, DNS and NTP. Without an outbound rule DigitalOcean blocks everything, updates and name resolution
 * included.
 */
export const outboundServices = [
  { protocol: "tcp", portRange: "443" },
  { protocol: "tcp", portRange: "80" },
  { protocol: "tcp", portRange: "53" },
  { protocol: "udp", portRange: "53" },
  { protocol: "udp", portRange: "123" },
] as const;

/** Those services everywhere. */
export const outboundRules: digitalocean.types.input.FirewallOutboundRule[] = outboundServices.map((service) => ({
  ...service,
  destinationAddresses: [...everywhere],
}));
