import { includesPort, type PortRange } from "../../network/ports";
import { adminLimit } from "../../network/public-addresses";
import { unknown } from "../../view/value";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource } from "../rule";
import type { Protocol } from "./entries";
import { internetReach, rangeList } from "./internet-reach";

/** What listens where, for messages. */
const services: Readonly<Record<number, string>> = {
  22: "SSH",
  23: "Telnet",
  135: "Windows RPC",
  445: "SMB",
  1433: "SQL Server",
  2375: "Docker",
  2376: "Docker",
  2379: "etcd",
  2380: "etcd",
  3306: "MySQL",
  3389: "RDP",
  5432: "PostgreSQL",
  5900: "VNC",
  5985: "WinRM",
  5986: "WinRM",
  6379: "Redis, Valkey",
  6443: "Kubernetes API",
  9092: "Kafka",
  9200: "OpenSearch",
  9300: "OpenSearch",
  10250: "kubelet",
  11211: "memcached",
  27017: "MongoDB",
};

const sshFromOffice: ExampleResource = {
  kind: "Firewall",
  inputs: { inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: ["203.0.113.0/24"] }] },
};

export const firewallNoPublicAdminPorts = defineRule({
  id: "firewall-no-public-admin-ports",
  group: "firewall",
  scope: "resource",
  title: "No firewall opens an administration or database port to the internet.",
  severity: "critical",
  level: "mandatory",
  kinds: ["Firewall"],
  // A limit stands at the place of such a finding only if what is there cannot be read, which both say.
  covers: ["firewall-no-all-ports", "firewall-no-public-ingress", "platform-limits"],
  params: {
    ports: {
      type: "array",
      items: { type: "integer", minimum: 1, maximum: 65535 },
      default: Object.keys(services).map(Number),
      tightens: "superset",
      description: "Ports that the internet must not reach, by tcp or udp.",
    },
  },
  why:
    "Whoever logs in at one of these ports owns the machine or its data, so they are scanned without pause and one weak password or unpatched service is enough. " +
    "Every inbound rule of the firewall is read: ports count by overlap (20-30, all and 0 open 22), and the sources of all rules for a port are added up, so that a split such as 0.0.0.0/1 with 128.0.0.0/1 counts as what it is. " +
    "Public means more addresses of the internet than one IPv4 /16, the network of a whole university or large company, or one IPv6 /32, all that a provider is given for its customers: no office or VPN has more, and what does, such as 3.0.0.0/8, is mostly a cloud where anyone can rent a machine to try passwords from. " +
    "Private ranges, tags, Droplets, Kubernetes clusters and load balancers as sources are never public. " +
    "A rule with action: deny takes away its own protocol, ports and sources from all that others allow, and an unknown address that comes from a Vpc of the program is private, as long as there are no more unknown addresses than Vpcs. " +
    "What this rule finds, firewall-no-all-ports, firewall-no-public-ingress and platform-limits do not repeat at the same place.",
  fix: "Let in the addresses of your VPN or office only (sourceAddresses), or the Droplets by tag (sourceTags)",
  references: [
    "https://docs.digitalocean.com/products/networking/firewalls/how-to/configure-rules/",
    pulumiDocs("Firewall"),
  ],
  controls: {
    cis: ["4.4"],
    iso27001: ["8.20"],
    soc2: ["CC6.6"],
    "pci-dss": ["1.3.1", "1.4.2"],
    "nist-800-53": ["AC-17", "SC-7"],
  },
  good: [
    {
      title: "SSH from the office, databases by tag",
      resources: [
        {
          kind: "Firewall",
          inputs: {
            inboundRules: [
              { protocol: "tcp", portRange: "22", sourceAddresses: ["203.0.113.0/24", "2001:db8:7::/48"] },
              { protocol: "tcp", portRange: "5432", sourceTags: ["web"] },
              { protocol: "tcp", portRange: "3306", sourceAddresses: ["10.0.0.0/8", "fc00::/7"] },
            ],
          },
        },
      ],
    },
    {
      title: "web ports and ping for everyone",
      resources: [
        {
          kind: "Firewall",
          inputs: {
            inboundRules: [
              { protocol: "tcp", portRange: "443", sourceAddresses: ["0.0.0.0/0", "::/0"] },
              { protocol: "icmp", sourceAddresses: ["0.0.0.0/0", "::/0"] },
            ],
          },
        },
      ],
    },
    {
      title: "SSH denied to everyone within a range that is open",
      resources: [
        {
          kind: "Firewall",
          inputs: {
            inboundRules: [
              { protocol: "tcp", portRange: "20-30", sourceAddresses: ["0.0.0.0/0", "::/0"] },
              { protocol: "tcp", portRange: "22-23", action: "deny", sourceAddresses: ["0.0.0.0/0", "::/0"] },
            ],
          },
        },
      ],
    },
    {
      title: "SSH from a VPC of the program, whose range is unknown until pulumi up",
      resources: [
        { kind: "Vpc", name: "network", inputs: { region: "nyc3" } },
        {
          kind: "Firewall",
          inputs: { inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: [unknown] }] },
          dependsOn: { inboundRules: ["network"] },
        },
      ],
    },
  ],
  bad: [
    {
      title: "SSH for everyone",
      resources: [
        {
          kind: "Firewall",
          inputs: { inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: ["0.0.0.0/0"] }] },
        },
      ],
      fixed: { resources: [sshFromOffice] },
    },
    {
      title: "SSH denied over another protocol",
      resources: [
        {
          kind: "Firewall",
          inputs: {
            inboundRules: [
              { protocol: "tcp", portRange: "22", sourceAddresses: ["0.0.0.0/0"] },
              { protocol: "udp", portRange: "22", action: "deny", sourceAddresses: ["0.0.0.0/0"] },
            ],
          },
        },
      ],
      fixed: { resources: [sshFromOffice] },
    },
    {
      title: "a source that is not an address",
      resources: [
        {
          kind: "Firewall",
          inputs: { inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: ["0/0"] }] },
        },
      ],
      fixed: { resources: [sshFromOffice] },
    },
    {
      title: "SSH within a range, in the second rule, over IPv6",
      resources: [
        {
          kind: "Firewall",
          inputs: {
            inboundRules: [
              { protocol: "tcp", portRange: "443", sourceAddresses: ["0.0.0.0/0"] },
              { protocol: "tcp", portRange: "20-30", sourceAddresses: ["::/0"] },
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
                { protocol: "tcp", portRange: "443", sourceAddresses: ["0.0.0.0/0"] },
                { protocol: "tcp", portRange: "20-30", sourceAddresses: ["2001:db8:7::/48"] },
              ],
            },
          },
        ],
      },
    },
    {
      title: "the internet in two halves, in two rules",
      resources: [
        {
          kind: "Firewall",
          inputs: {
            inboundRules: [
              { protocol: "tcp", portRange: "3389", sourceAddresses: ["0.0.0.0/1"] },
              { protocol: "tcp", portRange: "all", sourceAddresses: ["128.0.0.0/1"] },
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
                { protocol: "tcp", portRange: "3389", sourceAddresses: ["203.0.113.0/24"] },
                { protocol: "tcp", portRange: "all", sourceTags: ["web"] },
              ],
            },
          },
        ],
      },
    },
    {
      title: "SSH for a cloud, where anyone can rent a machine",
      resources: [
        {
          kind: "Firewall",
          inputs: { inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: ["3.0.0.0/8"] }] },
        },
      ],
      fixed: { resources: [sshFromOffice] },
    },
    {
      title: "a public source beside an unknown one",
      resources: [
        {
          kind: "Firewall",
          inputs: { inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: [unknown, "0.0.0.0/0"] }] },
        },
      ],
      fixed: { resources: [sshFromOffice] },
    },
  ],
  undecided: [
    {
      title: "a source that is unknown until pulumi up",
      resources: [
        {
          kind: "Firewall",
          inputs: { inboundRules: [{ protocol: "tcp", portRange: "22", sourceAddresses: ["203.0.113.7", unknown] }] },
        },
      ],
    },
    {
      title: "a port range that is unknown until pulumi up",
      resources: [
        {
          kind: "Firewall",
          inputs: { inboundRules: [{ protocol: "tcp", portRange: unknown, sourceAddresses: ["0.0.0.0/0"] }] },
        },
      ],
    },
    {
      title: "an action that is unknown until pulumi up",
      resources: [
        {
          kind: "Firewall",
          inputs: {
            inboundRules: [{ protocol: "tcp", portRange: "22", action: unknown, sourceAddresses: ["0.0.0.0/0"] }],
          },
        },
      ],
    },
    {
      title: "a protocol that is unknown until pulumi up",
      resources: [
        {
          kind: "Firewall",
          inputs: { inboundRules: [{ protocol: unknown, portRange: "22", sourceAddresses: ["0.0.0.0/0"] }] },
        },
      ],
    },
    {
      title: "rules that are unknown until pulumi up",
      resources: [
        { kind: "Firewall", name: "one", inputs: { inboundRules: [unknown] } },
        { kind: "Firewall", name: "all", inputs: { inboundRules: unknown } },
      ],
    },
  ],
  check: (firewall, { params }) =>
    internetReach(firewall, adminLimit, {
      among: (ranges, protocol) =>
        protocol === "icmp" ? [] : params.ports.filter((port) => ranges.some((range) => includesPort(range, port))),
      words: withAll,
      perhapsWords: portList,
    }),
});

/** The ports that must not be open, within all that is open: what this finding covers is not told elsewhere. */
function withAll(ports: readonly number[], ranges: readonly PortRange[], protocol: Protocol): string {
  const count = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const list = portList(ports);
  return new Set(ports).size === count
    ? `${list} over ${protocol}`
    : `${rangeList(ranges)} over ${protocol}, among them ${list}`;
}

/** Names a few ports with what listens there, and counts the rest. */
function portList(ports: readonly number[]): string {
  const shown = ports.slice(0, 3).map((port) => {
    const service = services[port];
    return service === undefined ? `${port}` : `${port} (${service})`;
  });
  const rest = ports.length - shown.length;
  const list = rest === 0 ? shown.join(", ") : `${shown.join(", ")} and ${rest} more`;
  return `${ports.length === 1 ? "port" : "ports"} ${list}`;
}
