import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { Network } from "../parts/network";
import { outboundRules } from "../parts/outbound-rules";
import type { WebTierDesign } from "./design";

/** Plans the firewall that lets in the load balancer, and SSH from where it is allowed. */
export function planFirewall(
  design: WebTierDesign,
  network: Network,
  loadBalancer: Planned<digitalocean.LoadBalancer>,
): Planned<digitalocean.Firewall> | undefined {
  const { name, plan, args, given, problem, overlay } = design;
  const { port = 80, sshFrom = [], skipFirewall = false } = args;
  if (skipFirewall) {
    for (const argument of ["sshFrom", "firewallArgs"] as const) {
      if (given(argument)) problem(argument, "is for the firewall, which skipFirewall turns off", leaveOut);
    }
    return undefined;
  }
  const own: digitalocean.FirewallArgs = {
    tags: [network.tagName],
    inboundRules: [
      { protocol: "tcp", portRange: String(port), sourceLoadBalancerUids: [loadBalancer.output(({ id }) => id)] },
      ...(sshFrom.length === 0 ? [] : [{ protocol: "tcp", portRange: "22", sourceAddresses: sshFrom }]),
    ],
    outboundRules,
  };
  return plan.child(digitalocean.Firewall, {
    name: `${name}-firewall`,
    ...overlay("firewallArgs", own),
    from: {
      inputs: { "inboundRules[0]": "port", "inboundRules[1]": "sshFrom" },
      mirrors: { "inboundRules[1].sourceAddresses": "sshFrom" },
    },
  });
}

const leaveOut = { hint: "remove one of the two" };
