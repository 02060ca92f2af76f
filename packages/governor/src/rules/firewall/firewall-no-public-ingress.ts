import { withoutPorts } from "../../network/ports";
import { serviceLimit } from "../../network/public-addresses";
import { unknown } from "../../view/value";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";
import { internetReach } from "./internet-reach";
import { allowedPorts, services, serviceWords } from "./services";

export const firewallNoPublicIngress = defineRule({
  id: "firewall-no-public-ingress",
  group: "firewall",
  scope: "resource",
  title: "No firewall opens a port to the internet that is not meant for it.",
  severity: "high",
  level: "mandatory",
  kinds: ["Firewall"],
  // A limit stands at the place of such a finding only if what is there cannot be read, which both say.
  covers: ["platform-limits"],
  params: {
    allowed_ports: {
      type: "array",
      items: services,
      default: [80, 443],
      tightens: "subset",
      description:
        'Ports that the internet may reach: 443 or "30000-32767" by tcp and udp, "51820/udp" or "30000-32767/tcp" by that protocol alone.',
    },
    allow_icmp: {
      type: "boolean",
      default: true,
      description: "Whether the internet may send ICMP, such as a ping: it reaches no service.",
    },
  },
  why:
    "A port that nobody meant to publish is found all the same: who looks for open ports asks every address in turn. " +
    "80 and 443 are allowed by default because a web server on a single Droplet needs them. Where load balancers stand in front of everything, set allowed_ports to []: " +
    "Cloud Firewalls do not apply to load balancers (DigitalOcean docs, Cloud Firewall limits), and Droplets let them in by sourceLoadBalancerUids. " +
    "Public means more addresses of the internet than one IPv4 /8 or one IPv6 /16, added up over all inbound rules that open the same port. " +
    "A rule with action: deny outranks every rule that allows and takes away its own protocol, ports and sources, nothing else. " +
    "An unknown address passes if it comes from a Vpc of the program, whose range is private, whichever DigitalOcean chooses. The preview does not tell which of several unknown addresses comes from it, so if there are more of them than Vpcs, the rule is undecided: give the Vpc an ipRange. " +
    "What is there and cannot be read, such as the source `any`, counts as open, and platform-limits does not repeat it.",
  fix: "Let in the load balancer (sourceLoadBalancerUids), Droplets by tag (sourceTags) or known addresses only, and give each public port a rule of its own instead of a range around it; a port that is meant to be public goes into allowed_ports of this rule",
  references: [
    "https://docs.digitalocean.com/products/networking/firewalls/details/limits/",
    "https://docs.digitalocean.com/products/networking/firewalls/how-to/configure-rules/",
    pulumiDocs("Firewall"),
  ],
  aliases: ["CKV_DIO_4", "DIG-0001", "AVD-DIG-0001"],
  controls: {
    cis: ["4.4"],
    iso27001: ["8.20"],
    soc2: ["CC6.6"],
    "pci-dss": ["1.3.1", "1.4.2"],
    "nist-800-53": ["CM-7", "SC-7"],
  },
  good: [
    {
      title: "HTTPS and ping for everyone, the application for the load balancer only",
      resources: [
        {
          kind: "Firewall",
          inputs: {
            inboundRules: [
              { protocol: "tcp", portRange: "443", sourceAddresses: ["0.0.0.0/0", "::/0"] },
              { protocol: "icmp", sourceAddresses: ["0.0.0.0/0", "::/0"] },
              { protocol: "tcp", portRange: "8080", sourceLoadBalancerUids: [unknown] },
            ],
          },
        },
      ],
    },
    {
      title: "everything within the VPC",
      resources: [
        {
          kind: "Firewall",
          inputs: { inboundRules: [{ protocol: "tcp", portRange: "all", sourceAddresses: ["10.10.0.0/16"] }] },
        },
      ],
    },
    {
      title: "a range for everyone, of which all but the web ports are denied",
      resources: [
        {
          kind: "Firewall",
          inputs: {
            inboundRules: [
              { protocol: "tcp", portRange: "80-443", sourceAddresses: ["0.0.0.0/0"] },
              { protocol: "tcp", portRange: "81-442", action: "deny", sourceAddresses: ["0.0.0.0/0"] },
            ],
          },
        },
      ],
    },
    {
      title: "the range of a VPC of the program, which is private whatever it is",
      resources: [
        { kind: "Vpc", name: "network", inputs: { region: "nyc3" } },
        {
          kind: "Firewall",
          inputs: { inboundRules: [{ protocol: "tcp", portRange: "8080", sourceAddresses: [unknown] }] },
          dependsOn: { inboundRules: ["network"] },
        },
      ],
    },
  ],
  bad: [
    {
      title: "a denial for one network only",
      resources: [
        {
          kind: "Firewall",
          inputs: {
            inboundRules: [
              { protocol: "tcp", portRange: "8080", sourceAddresses: ["0.0.0.0/0"] },
              { protocol: "tcp", portRange: "8080", action: "deny", sourceAddresses: ["203.0.113.0/24"] },
            ],
          },
        },
      ],
      fixed: {
        resources: [
          {
            kind: "Firewall",
            inputs: {
              inboundRules: [
                { protocol: "tcp", portRange: "8080", sourceLoadBalancerUids: [unknown] },
                { protocol: "tcp", portRange: "8080", action: "deny", sourceAddresses: ["203.0.113.0/24"] },
              ],
            },
          },
        ],
      },
    },
    {
      title: "sources, a port range, a protocol and an action that cannot be read",
      resources: [
        {
          kind: "Firewall",
          inputs: {
            inboundRules: [
              { protocol: "tcp", portRange: "8080", sourceAddresses: ["any"] },
              { protocol: "tcp", portRange: "22,80", sourceAddresses: ["0.0.0.0/0"] },
              { protocol: "TCP ", portRange: "8080", sourceAddresses: ["0.0.0.0/0"] },
              { protocol: "tcp", portRange: "8080", action: "drop", sourceAddresses: ["0.0.0.0/0"] },
            ],
          },
        },
      ],
      fixed: {
        resources: [
          {
            kind: "Firewall",
            inputs: {
              inboundRules: [
                { protocol: "tcp", portRange: "8080", sourceAddresses: ["203.0.113.0/24"] },
                { protocol: "tcp", portRange: "22", sourceAddresses: ["203.0.113.0/24"] },
                { protocol: "tcp", portRange: "80", sourceAddresses: ["0.0.0.0/0"] },
                { protocol: "tcp", portRange: "8080", sourceTags: ["web"] },
                { protocol: "tcp", portRange: "8080", action: "deny", sourceAddresses: ["0.0.0.0/0"] },
              ],
            },
          },
        ],
      },
    },
    {
      title: "an application port for everyone",
      resources: [
        {
          kind: "Firewall",
          inputs: { inboundRules: [{ protocol: "tcp", portRange: "8080", sourceAddresses: ["0.0.0.0/0", "::/0"] }] },
        },
      ],
      fixed: {
        resources: [
          {
            kind: "Firewall",
            inputs: { inboundRules: [{ protocol: "tcp", portRange: "8080", sourceLoadBalancerUids: [unknown] }] },
          },
        ],
      },
    },
    {
      title: "a range that holds more than the web ports",
      resources: [
        {
          kind: "Firewall",
          inputs: { inboundRules: [{ protocol: "tcp", portRange: "80-443", sourceAddresses: ["0.0.0.0/0"] }] },
        },
      ],
      fixed: {
        resources: [
          {
            kind: "Firewall",
            inputs: {
              inboundRules: [
                { protocol: "tcp", portRange: "80", sourceAddresses: ["0.0.0.0/0"] },
                { protocol: "tcp", portRange: "443", sourceAddresses: ["0.0.0.0/0"] },
              ],
            },
          },
        ],
      },
    },
    {
      title: "every port over udp, for half of the internet",
      resources: [
        {
          kind: "Firewall",
          inputs: { inboundRules: [{ protocol: "udp", portRange: "0", sourceAddresses: ["128.0.0.0/1"] }] },
        },
      ],
      fixed: {
        resources: [
          { kind: "Firewall", inputs: { inboundRules: [{ protocol: "udp", portRange: "0", sourceTags: ["web"] }] } },
        ],
      },
    },
  ],
  undecided: [
    {
      title: "a source that is unknown until pulumi up",
      resources: [
        {
          kind: "Firewall",
          inputs: { inboundRules: [{ protocol: "tcp", portRange: "8080", sourceAddresses: [unknown] }] },
        },
      ],
    },
    {
      title: "an action that is unknown until pulumi up",
      resources: [
        {
          kind: "Firewall",
          inputs: {
            inboundRules: [{ protocol: "tcp", portRange: "8080", action: unknown, sourceAddresses: ["0.0.0.0/0"] }],
          },
        },
      ],
    },
    {
      title: "a denial whose sources are unknown until pulumi up",
      resources: [
        {
          kind: "Firewall",
          inputs: {
            inboundRules: [
              { protocol: "tcp", portRange: "8080", sourceAddresses: ["0.0.0.0/0"] },
              { protocol: "tcp", portRange: "8080", action: "deny", sourceAddresses: unknown },
            ],
          },
        },
      ],
    },
  ],
  check(firewall, { params }) {
    const allowed = allowedPorts(params.allowed_ports);
    return internetReach(firewall, serviceLimit, {
      among(ranges, protocol) {
        if (protocol === "icmp") return params.allow_icmp ? [] : ranges;
        return ranges.flatMap((range) => withoutPorts(range, allowed(protocol)));
      },
      words: (open, _, protocol) => serviceWords(open, protocol),
      perhapsWords: serviceWords,
    });
  },
});
