import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { Network } from "../parts/network";
import { outboundRules } from "../parts/outbound-rules";
import type { DropletDesign } from "./design";
import type { IngressArgs } from "./governed-droplet-args";

/** Plans the firewall that lets in what `ingress` says, and SSH from where it is allowed. */
export function planFirewall(
  design: DropletDesign,
  network: Network,
  after: readonly Planned<digitalocean.Droplet>[],
): Planned<digitalocean.Firewall> | undefined {
  const { name, plan, args, given, problem, overlay } = design;
  const { ingress = [], sshFrom = [], skipFirewall = false } = args;
  if (skipFirewall) {
    for (const argument of ["ingress", "sshFrom", "firewallArgs"] as const) {
      if (given(argument)) {
        problem(argument, "is for the firewall, which skipFirewall turns off", { hint: "remove one of the two" });
      }
    }
    return undefined;
  }
  for (const [index, { ports, protocol, fromCidrs = [], fromTags = [], fromLoadBalancers = [] }] of ingress.entries()) {
    if ([...fromCidrs, ...fromTags, ...fromLoadBalancers].length === 0) {
      problem(`ingress[${index}]`, `names nobody who may connect to ${ports}`, {
        hint: "set fromCidrs, fromTags or fromLoadBalancers",
      });
    }
    if (opensSsh(ports) && protocol !== "udp") {
      problem(`ingress[${index}].ports`, `${ports} contains port 22, which is for sshFrom`, { hint: "use sshFrom" });
    }
  }
  const own: digitalocean.FirewallArgs = {
    tags: [network.tagName],
    inboundRules: [
      ...ingress.map(inboundRule),
      ...(sshFrom.length === 0 ? [] : [{ protocol: "tcp", portRange: "22", sourceAddresses: sshFrom }]),
    ],
    outboundRules,
  };
  const ssh = `inboundRules[${ingress.length}]`;
  return plan.child(digitalocean.Firewall, {
    name: `${name}-firewall`,
    after,
    ...overlay("firewallArgs", own),
    from: {
      inputs: {
        [ssh]: "sshFrom",
        ...Object.fromEntries(
          ingress.map((_, index) => [`inboundRules[${index}].portRange`, `ingress[${index}].ports`]),
        ),
      },
      mirrors: {
        [`${ssh}.sourceAddresses`]: "sshFrom",
        ...Object.fromEntries(
          ingress.flatMap((_, index) => [
            [`inboundRules[${index}]`, `ingress[${index}]`],
            [`inboundRules[${index}].sourceAddresses`, `ingress[${index}].fromCidrs`],
            [`inboundRules[${index}].sourceTags`, `ingress[${index}].fromTags`],
            [`inboundRules[${index}].sourceLoadBalancerUids`, `ingress[${index}].fromLoadBalancers`],
          ]),
        ),
      },
    },
  });
}

function inboundRule({
  ports,
  protocol = "tcp",
  fromCidrs,
  fromTags,
  fromLoadBalancers,
}: IngressArgs): digitalocean.types.input.FirewallInboundRule {
  return {
    protocol,
    portRange: ports,
    ...(fromCidrs === undefined ? {} : { sourceAddresses: fromCidrs }),
    ...(fromTags === undefined ? {} : { sourceTags: fromTags }),
    ...(fromLoadBalancers === undefined ? {} : { sourceLoadBalancerUids: fromLoadBalancers }),
  };
}

/** What is not a range of ports is a finding of platform-limits. */
function opensSsh(ports: string): boolean {
  if (ports === "all" || ports === "0") return true;
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(ports) ?? [];
  return first !== undefined && Number(first) <= 22 && Number(last) >= 22;
}
