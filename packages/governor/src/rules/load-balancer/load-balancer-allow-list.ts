import { type AddressRange, parseAddresses } from "../../network/cidr";
import { isPublic, serviceLimit } from "../../network/public-addresses";
import type { Property } from "../../view/property";
import { unknown } from "../../view/value";
import { itemsOf } from "../kit/items";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

const office = "cidr:203.0.113.0/24";

export const loadBalancerAllowList = defineRule({
  id: "load-balancer-allow-list",
  group: "load-balancer",
  scope: "resource",
  title: "No allow list of a load balancer lets in the whole internet.",
  severity: "high",
  level: "mandatory",
  kinds: ["LoadBalancer"],
  why:
    "A load balancer with an allow list looks closed. An entry such as cidr:0.0.0.0/0 makes it open to everyone, and Cloud Firewalls do not apply to load balancers, so nothing else stops them. " +
    "The entries are added up, so that 0.0.0.0/1 with 128.0.0.0/1 counts as what it is; the internet means more addresses than one IPv4 /8 or one IPv6 /16. " +
    "A balancer without an allow list is meant for everyone and passes.",
  fix: "List the networks that may reach the load balancer, such as cidr:203.0.113.0/24, or leave firewall.allows out if everyone may",
  references: [
    "https://docs.digitalocean.com/products/networking/load-balancers/how-to/manage-firewall/",
    pulumiDocs("LoadBalancer"),
  ],
  controls: {
    cis: ["4.4", "13.4"],
    iso27001: ["8.20"],
    soc2: ["CC6.6"],
    "pci-dss": ["1.2", "1.3"],
    "nist-800-53": ["AC-4", "SC-7"],
  },
  good: [
    {
      title: "an office and a VPN, or no list",
      resources: [
        { kind: "LoadBalancer", name: "inner", inputs: { firewall: { allows: [office, "ip:198.51.100.7"] } } },
        { kind: "LoadBalancer", name: "public", inputs: {} },
        { kind: "LoadBalancer", name: "denies", inputs: { firewall: { denies: ["cidr:198.51.100.0/24"] } } },
      ],
    },
  ],
  bad: [
    {
      title: "everyone",
      resources: [{ kind: "LoadBalancer", inputs: { firewall: { allows: [office, "cidr:0.0.0.0/0"] } } }],
      fixed: { resources: [{ kind: "LoadBalancer", inputs: { firewall: { allows: [office] } } }] },
    },
    {
      title: "everyone, in two halves",
      resources: [{ kind: "LoadBalancer", inputs: { firewall: { allows: ["cidr:0.0.0.0/1", "cidr:128.0.0.0/1"] } } }],
      fixed: { resources: [{ kind: "LoadBalancer", inputs: {} }] },
    },
    {
      title: "an entry that cannot be read",
      resources: [{ kind: "LoadBalancer", inputs: { firewall: { allows: ["any"] } } }],
      fixed: { resources: [{ kind: "LoadBalancer", inputs: { firewall: { allows: [office] } } }] },
    },
  ],
  undecided: [
    {
      title: "an entry or a list that is unknown until pulumi up",
      resources: [
        { kind: "LoadBalancer", name: "entry", inputs: { firewall: { allows: [office, unknown] } } },
        { kind: "LoadBalancer", name: "list", inputs: { firewall: unknown } },
      ],
    },
  ],
  *check(balancer) {
    const allows = balancer.read("firewall.allows");
    if (allows.opaque) {
      yield unclear(allows, "whether the allow list lets in the internet", allows);
      return;
    }
    const entries = itemsOf(allows).map((entry) => ({ entry, range: rangeOf(entry) }));
    const ranges = entries.flatMap(({ range }) => range ?? []);
    if (isPublic(ranges, serviceLimit)) {
      yield violation(allows, "the allow list lets in the internet");
      return;
    }
    for (const { entry, range } of entries) {
      if (range === undefined) yield unclear(entry, "whether the allow list lets in the internet", entry);
    }
  },
});

function rangeOf(entry: Property): AddressRange | undefined {
  const [, addresses] = /^(?:ip|cidr):(.+)$/i.exec(entry.text()?.trim() ?? "") ?? [];
  return addresses === undefined ? undefined : parseAddresses(addresses);
}
