import type * as digitalocean from "@pulumi/digitalocean";

const everywhere = ["0.0.0.0/0", "::/0"];

/**
 * HTTPS, HTTP, DNS and NTP. Without an outbound rule DigitalOcean blocks everything, updates and name resolution
 * included.
 */
export const outboundRules: digitalocean.types.input.FirewallOutboundRule[] = [
  ["tcp", "443"],
  ["tcp", "80"],
  ["tcp", "53"],
  ["udp", "53"],
  ["udp", "123"],
].map(([protocol = "", portRange = ""]) => ({ protocol, portRange, destinationAddresses: everywhere }));
