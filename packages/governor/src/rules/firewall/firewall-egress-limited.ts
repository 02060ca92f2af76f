import { withoutPorts } from "../../network/ports";
import { serviceLimit } from "../../network/public-addresses";
import { unknown, type Value } from "../../view/value";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource } from "../rule";
import { outbound } from "./direction";
import { internetReach } from "./internet-reach";
import { allowedPorts, services, serviceWords } from "./services";

const everywhere = ["0.0.0.0/0", "::/0"];

const firewall = (...outboundRules: readonly Value[]): ExampleResource => ({
  kind: "Firewall",
  inputs: { outboundRules },
});

export const firewallEgressLimited = defineRule({
  id: "firewall-egress-limited",
  group: "firewall",
  scope: "resource",
  title: "No firewall lets Droplets reach the whole internet, except by HTTPS, HTTP, DNS and NTP.",
  severity: "low",
  level: "disabled",
  kinds: ["Firewall"],
  params: {
    allowed_ports: {
      type: "array",
      items: services,
      default: [53, "80/tcp", "443/tcp", "123/udp"],
      tightens: "subset",
      description:
        'Ports that Droplets may reach anywhere on the internet, in the form of 443, "53/udp" or "8000-8999". The default is what updates, name resolution and time need.',
    },
  },
  why:
    "An outbound rule for every address lets an intruder fetch tools and exfiltrate data, and malware call home. " +
    "System updates, DNS and most third-party services have no fixed addresses, so allowed_ports leaves the ports open that most programs need; with allowed_ports: [] every destination has to be named. " +
    "The rule is off by default, except in components that control it. " +
    "The whole internet means more addresses than one IPv4 /8 or one IPv6 /16, added up over all outbound rules that open the same port; private ranges, Droplets, tags, clusters and load balancers as destinations always pass. " +
    "ICMP carries no data that matters here, so it is not judged.",
  fix: "List the addresses that the Droplets need (destinationAddresses), or other Droplets by tag (destinationTags); a port that may be reached anywhere goes into allowed_ports of this rule",
  references: [
    "https://docs.digitalocean.com/products/networking/firewalls/how-to/configure-rules/",
    pulumiDocs("Firewall"),
  ],
  aliases: ["DIG-0003", "AVD-DIG-0003"],
  controls: {
    cis: ["4.4", "13.4"],
    iso27001: ["8.20", "8.22"],
    soc2: ["CC6.6", "CC6.7"],
    "pci-dss": ["1.3"],
    "nist-800-53": ["AC-4", "SC-7"],
  },
  good: [
    {
      title: "what updates need, a known network, Droplets by tag, and pings",
      resources: [
        firewall(
          { protocol: "tcp", portRange: "443", destinationAddresses: everywhere },
          { protocol: "udp", portRange: "123", destinationAddresses: everywhere },
          { protocol: "tcp", portRange: "25060", destinationAddresses: ["203.0.113.0/24"] },
          { protocol: "tcp", portRange: "5432", destinationTags: ["database"] },
          { protocol: "tcp", portRange: "all", destinationAddresses: ["10.0.0.0/8"] },
          { protocol: "icmp", destinationAddresses: everywhere },
        ),
      ],
    },
  ],
  bad: [
    {
      title: "everything, everywhere",
      resources: [firewall({ protocol: "tcp", portRange: "all", destinationAddresses: everywhere })],
      fixed: {
        resources: [firewall({ protocol: "tcp", portRange: "443", destinationAddresses: ["203.0.113.0/24"] })],
      },
    },
    {
      title: "the internet in two halves, in two rules",
      resources: [
        firewall(
          { protocol: "udp", portRange: "500", destinationAddresses: ["0.0.0.0/1"] },
          { protocol: "udp", portRange: "450-550", destinationAddresses: ["128.0.0.0/1"] },
        ),
      ],
      fixed: { resources: [firewall({ protocol: "udp", portRange: "500", destinationAddresses: ["203.0.113.7"] })] },
    },
  ],
  undecided: [
    {
      title: "a destination that is unknown until pulumi up",
      resources: [firewall({ protocol: "tcp", portRange: "5432", destinationAddresses: [unknown] })],
    },
  ],
  check(resource, { params }) {
    const allowed = allowedPorts(params.allowed_ports);
    return internetReach(
      resource,
      serviceLimit,
      {
        among: (ranges, protocol) =>
          protocol === "icmp" ? [] : ranges.flatMap((range) => withoutPorts(range, allowed(protocol))),
        words: (open, _, protocol) => serviceWords(open, protocol),
        perhapsWords: serviceWords,
      },
      outbound,
    );
  },
});
