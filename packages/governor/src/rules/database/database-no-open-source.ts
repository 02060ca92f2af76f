import { parseAddresses } from "../../network/cidr";
import type { Property } from "../../view/property";
import type { ResourceView } from "../../view/resource";
import { unknown } from "../../view/value";
import { itemsOf } from "../kit/items";
import { unclear } from "../kit/outcome";
import { publicSources } from "../kit/public-sources";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";

const what = "the database";
const address = (value: string) => ({ type: "ip_addr", value });
const office = { kind: "DatabaseFirewall", inputs: { rules: [address("203.0.113.0/24")] } };

export const databaseNoOpenSource = defineRule({
  id: "database-no-open-source",
  group: "database",
  scope: "resource",
  title: "The trusted sources of a database are not the whole internet.",
  severity: "critical",
  level: "mandatory",
  kinds: ["DatabaseFirewall"],
  why:
    "A trusted source of 0.0.0.0/0 is the same as none: everyone on the internet can try passwords, and the list looks deliberate. " +
    "All sources of type ip_addr are added up, so that a split such as 0.0.0.0/1 with 128.0.0.0/1 counts as what it is. " +
    "Public means more addresses of the internet than one IPv4 /16, the network of a whole university or large company, or one IPv6 /32: no office or VPN has more, and what does, such as 3.0.0.0/8, is mostly a cloud where anyone can rent a machine. " +
    "Private ranges, Droplets, tags, apps and Kubernetes clusters as sources are never public.",
  fix: 'Trust what connects instead, such as { type: "tag", value: "web" }, an app, a Kubernetes cluster, or the addresses of your VPN or office',
  references: [
    "https://docs.digitalocean.com/products/databases/postgresql/how-to/secure/",
    pulumiDocs("DatabaseFirewall"),
  ],
  controls: {
    cis: ["4.4"],
    iso27001: ["8.20"],
    soc2: ["CC6.6"],
    "pci-dss": ["1.3"],
    "nist-800-53": ["AC-3", "SC-7"],
  },
  good: [
    {
      title: "Droplets by tag, the office, a private range",
      resources: [
        {
          kind: "DatabaseFirewall",
          inputs: {
            rules: [{ type: "tag", value: "web" }, address("203.0.113.0/24"), address("10.0.0.0/8")],
          },
        },
      ],
    },
    {
      title: "a Droplet and an app, whose IDs are unknown until pulumi up",
      resources: [
        {
          kind: "DatabaseFirewall",
          inputs: {
            rules: [
              { type: "droplet", value: unknown },
              { type: "app", value: unknown },
            ],
          },
        },
      ],
    },
  ],
  bad: [
    {
      title: "open to everyone",
      resources: [{ kind: "DatabaseFirewall", inputs: { rules: [address("0.0.0.0/0")] } }],
      fixed: { resources: [office] },
    },
    {
      title: "open to everyone in halves, and to more than an office by many blocks",
      resources: [
        {
          kind: "DatabaseFirewall",
          name: "halves",
          inputs: { rules: [address("0.0.0.0/1"), address("128.0.0.0/1")] },
        },
        {
          kind: "DatabaseFirewall",
          name: "many",
          inputs: {
            rules: Array.from({ length: 4 }, (_, index) => address(`203.${index}.0.0/17`)),
          },
        },
      ],
      fixed: {
        resources: [
          { ...office, name: "halves" },
          { ...office, name: "many" },
        ],
      },
    },
    {
      title: "an address, a type and a rule that cannot be read",
      resources: [
        { kind: "DatabaseFirewall", name: "address", inputs: { rules: [address("0/0")] } },
        { kind: "DatabaseFirewall", name: "type", inputs: { rules: [{ type: "IP_ADDR", value: "0.0.0.0/0" }] } },
        { kind: "DatabaseFirewall", name: "rule", inputs: { rules: ["0.0.0.0/0"] } },
      ],
      fixed: { resources: ["address", "type", "rule"].map((name) => ({ ...office, name })) },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up: all rules, one of them, its address or its type",
      resources: [
        { kind: "DatabaseFirewall", name: "all", inputs: { rules: unknown } },
        { kind: "DatabaseFirewall", name: "one", inputs: { rules: [unknown] } },
        { kind: "DatabaseFirewall", name: "address", inputs: { rules: [{ type: "ip_addr", value: unknown }] } },
        { kind: "DatabaseFirewall", name: "type", inputs: { rules: [{ type: unknown, value: "0.0.0.0/0" }] } },
      ],
    },
  ],
  *check(firewall) {
    const list = firewall.read("rules");
    yield* publicSources(list, addressesIn(firewall), what);
    for (const rule of itemsOf(list)) yield* unreadIn(rule);
  },
});

/** The sources that are addresses. */
function addressesIn(firewall: ResourceView): readonly Property[] {
  return itemsOf(firewall.read("rules"))
    .filter((rule) => rule.get("type").text() === "ip_addr")
    .map((rule) => rule.get("value"));
}

/** A rule that may turn out to let in addresses. */
function* unreadIn(rule: Property): Iterable<Outcome> {
  const question = `whether the internet can reach ${what}`;
  const [type, value] = [rule.get("type"), rule.get("value")];
  if (!rule.isObject) yield unclear(rule, question, rule);
  else if (type.text() === "ip_addr") return;
  else if (parseAddresses(value.text() ?? "") !== undefined || (type.opaque && value.opaque))
    yield unclear(type, question, type);
}
