import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { Network } from "../parts/network";
import { outboundRules } from "../parts/outbound-rules";
import type { BastionDesign } from "./design";

/** Where machines of VPCs are: theirs, and those of peered ones. */
const privateNetworks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/** Plans the firewall: SSH in from the given networks, SSH out to private ones, and what upgrades need. */
export function planFirewall(
  { name, plan, args, overlay }: BastionDesign,
  network: Network,
): Planned<digitalocean.Firewall> {
  const { sshFrom = [] } = args;
  const own: digitalocean.FirewallArgs = {
    tags: [network.tagName],
    inboundRules: sshFrom.length === 0 ? [] : [{ protocol: "tcp", portRange: "22", sourceAddresses: sshFrom }],
    outboundRules: [{ protocol: "tcp", portRange: "22", destinationAddresses: privateNetworks }, ...outboundRules],
  };
  return plan.child(digitalocean.Firewall, {
    name: `${name}-firewall`,
    ...overlay("firewallArgs", own),
    from: { inputs: { inboundRules: "sshFrom" }, mirrors: { "inboundRules[0].sourceAddresses": "sshFrom" } },
  });
}
