import { allPorts, type PortRange, withoutPorts } from "../../network/ports";
import { serviceLimit } from "../../network/public-addresses";
import { unknown, type Value } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource } from "../rule";
import { type Exposure, exposureOf, type Uncertainty } from "./exposure";

const everywhere = ["0.0.0.0/0", "::/0"];

const firewall = (...inboundRules: readonly Value[]): ExampleResource => ({
  kind: "Firewall",
  inputs: { inboundRules },
});

/** More open ports than this, of 65535, are nearly all. */
const most = 58_981;

export const firewallNoAllPorts = defineRule({
  id: "firewall-no-all-ports",
  group: "firewall",
  scope: "resource",
  title: "No firewall opens all ports, or nearly all, to the internet.",
  severity: "critical",
  level: "mandatory",
  kinds: ["Firewall"],
  covers: ["firewall-no-public-ingress", "platform-limits"],
  why:
    "A firewall that lets the internet reach every port protects nothing: whatever starts to listen on a Droplet, such as a database or a debugger, is public from that moment. " +
    "Ports are added up over all inbound rules of one protocol that the internet can reach, so that 1-1024 with 1025-65535 counts as what it is; more than nine tenths of them are nearly all. " +
    "The internet means more addresses than one IPv4 /8 or one IPv6 /16, and a rule with action: deny takes away its ports. " +
    "firewall-no-public-admin-ports finds more and covers this rule at the same place; this rule still applies where that one is off or exempt, and then firewall-no-public-ingress does not repeat it.",
  fix: "Open the ports of your services only, such as 443, to everyone; let in Droplets by tag (sourceTags), load balancers (sourceLoadBalancerUids) or known addresses for everything else",
  references: [
    "https://docs.digitalocean.com/products/networking/firewalls/how-to/configure-rules/",
    pulumiDocs("Firewall"),
  ],
  controls: {
    cis: ["4.4", "13.4"],
    iso27001: ["8.20", "8.22"],
    soc2: ["CC6.6"],
    "pci-dss": ["1.2", "1.3"],
    "nist-800-53": ["AC-4", "CM-7", "SC-7"],
  },
  good: [
    {
      title: "web ports for everyone, everything within the VPC",
      resources: [
        firewall(
          { protocol: "tcp", portRange: "443", sourceAddresses: everywhere },
          { protocol: "tcp", portRange: "all", sourceAddresses: ["10.10.0.0/16"] },
          { protocol: "icmp", sourceAddresses: everywhere },
        ),
      ],
    },
  ],
  bad: [
    {
      title: "every port",
      resources: [firewall({ protocol: "tcp", portRange: "all", sourceAddresses: everywhere })],
      fixed: { resources: [firewall({ protocol: "tcp", portRange: "443", sourceAddresses: everywhere })] },
    },
    {
      title: "every port over udp, written as 0",
      resources: [firewall({ protocol: "udp", portRange: "0", sourceAddresses: ["0.0.0.0/0"] })],
      fixed: { resources: [firewall({ protocol: "udp", portRange: "0", sourceTags: ["web"] })] },
    },
    {
      title: "all ports in two rules",
      resources: [
        firewall(
          { protocol: "tcp", portRange: "1-30000", sourceAddresses: everywhere },
          { protocol: "tcp", portRange: "30001-65535", sourceAddresses: everywhere },
        ),
      ],
      fixed: { resources: [firewall({ protocol: "tcp", portRange: "80", sourceAddresses: everywhere })] },
    },
  ],
  undecided: [
    {
      title: "a port range or a source that is unknown until pulumi up",
      resources: [
        { ...firewall({ protocol: "tcp", portRange: unknown, sourceAddresses: everywhere }), name: "ports" },
        { ...firewall({ protocol: "tcp", portRange: "all", sourceAddresses: [unknown] }), name: "source" },
        { ...firewall(unknown), name: "rule" },
      ],
    },
  ],
  *check(resource) {
    const { exposures, uncertainties, secret } = exposureOf(resource, serviceLimit);
    for (const protocol of ["tcp", "udp"] as const) {
      const open = exposures.filter((one) => one.protocol === protocol);
      for (const { sources } of opened(open)) {
        yield violation(sources, `the internet can reach all ports${secret ? "" : ` over ${protocol}`}, or nearly all`);
      }
      if (isNearlyAll(open)) continue;
      const perhaps = uncertainties.filter((one) => (one.protocol ?? "tcp") === protocol);
      if (!isNearlyAll([...open, ...perhaps])) continue;
      for (const { property, doubt } of perhaps) {
        yield unclear(property, "whether the internet can reach all ports, or nearly all", doubt);
      }
    }
  },
});

type Open = Pick<Exposure | Uncertainty, "ports">;

/** Those that open nearly all ports by themselves, else all that do together. */
function opened(exposures: readonly Exposure[]): readonly Exposure[] {
  const alone = exposures.filter((one) => isNearlyAll([one]));
  return alone.length > 0 ? alone : isNearlyAll(exposures) ? exposures : [];
}

function isNearlyAll(open: readonly Open[]): boolean {
  const closed = withoutPorts(
    allPorts,
    open.flatMap(({ ports }) => ports),
  );
  return count([allPorts]) - count(closed) > most;
}

function count(ranges: readonly PortRange[]): number {
  return ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
}
