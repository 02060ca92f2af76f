import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { unknown } from "../../view/value";
import { type Answer, either } from "../kit/answer";
import { references } from "../kit/references";
import { requireYes } from "../kit/require";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

export const reservedIpAssigned = defineRule({
  id: "reserved-ip-assigned",
  group: "network",
  scope: "stack",
  needs: ["unchanged-resources"],
  title: "Every reserved IP address is assigned.",
  severity: "low",
  level: "advisory",
  kinds: ["ReservedIp", "FloatingIp", "ReservedIpv6"],
  why:
    "A reserved IPv4 address costs $5 a month while it is not assigned and is free while it is (DigitalOcean docs, billing); an IPv6 address is free, but nothing answers there, and whoever has the address in a firewall or a DNS record trusts whatever gets it next. " +
    "An address counts as assigned with a dropletId of its own, an assignment resource in this stack, or a load balancer whose ip it is. An assignment that another stack makes cannot be seen: exempt the address there. " +
    "An unknown address counts if it comes from the reserved IP.",
  fix: "Set dropletId, or add a ReservedIpAssignment (ReservedIpv6Assignment for IPv6) with the address and a Droplet; release an address that nothing needs",
  references: [
    "https://docs.digitalocean.com/products/networking/reserved-ips/",
    pulumiDocs("ReservedIp"),
    pulumiDocs("ReservedIpAssignment"),
    pulumiDocs("ReservedIpv6Assignment"),
  ],
  controls: { iso27001: ["5.9"], "nist-800-53": ["CM-8"] },
  good: [
    {
      title: "by an assignment, and by the address itself",
      resources: [
        { kind: "Droplet", name: "web", inputs: { region: "nyc3" } },
        { kind: "ReservedIp", name: "assigned", inputs: { region: "nyc3" } },
        {
          kind: "ReservedIpAssignment",
          name: "assignment",
          inputs: { ipAddress: unknown, dropletId: unknown },
          dependsOn: { ipAddress: ["assigned"], dropletId: ["web"] },
        },
        {
          kind: "ReservedIp",
          name: "own",
          inputs: { region: "nyc3", dropletId: unknown },
          dependsOn: { dropletId: ["web"] },
        },
      ],
    },
    {
      title: "an IPv6 address",
      resources: [
        { kind: "ReservedIpv6", name: "address", inputs: { regionSlug: "nyc3" } },
        {
          kind: "ReservedIpv6Assignment",
          name: "assignment",
          inputs: { ip: unknown, dropletId: 7 },
          dependsOn: { ip: ["address"] },
        },
      ],
    },
    {
      title: "a load balancer",
      resources: [
        { kind: "ReservedIp", name: "address", inputs: { region: "nyc3" } },
        { kind: "LoadBalancer", name: "edge", inputs: { ip: unknown }, dependsOn: { ip: ["address"] } },
      ],
    },
  ],
  bad: [
    {
      title: "an address that nothing holds",
      resources: [{ kind: "ReservedIp", name: "address", inputs: { region: "nyc3" } }],
      fixed: {
        resources: [
          {
            kind: "ReservedIpAssignment",
            name: "assignment",
            inputs: { ipAddress: unknown, dropletId: 7 },
            dependsOn: { ipAddress: ["address"] },
          },
        ],
      },
    },
    {
      title: "an IPv6 address that nothing holds",
      resources: [{ kind: "ReservedIpv6", name: "address", inputs: { regionSlug: "nyc3" } }],
      fixed: { without: ["address"] },
    },
    {
      title: "the assignment of another address",
      resources: [
        { kind: "ReservedIp", name: "one", inputs: { region: "nyc3" } },
        { kind: "ReservedIp", name: "two", inputs: { region: "nyc3" } },
        {
          kind: "ReservedIpAssignment",
          name: "assignment",
          inputs: { ipAddress: unknown, dropletId: 7 },
          dependsOn: { ipAddress: ["one"] },
        },
      ],
      fixed: { resources: [{ kind: "ReservedIp", name: "two", inputs: { region: "nyc3", dropletId: 8 } }] },
    },
  ],
  undecided: [
    {
      title: "an assignment whose address does not come from the program",
      resources: [
        { kind: "ReservedIp", name: "address", inputs: { region: "nyc3" } },
        { kind: "ReservedIpAssignment", name: "assignment", inputs: { ipAddress: unknown, dropletId: 7 } },
      ],
    },
  ],
  *check(stack) {
    const holders = [
      ["ReservedIpAssignment", "ipAddress"],
      ["FloatingIpAssignment", "ipAddress"],
      ["LoadBalancer", "ip"],
    ] as const;
    const v4 = holdersOf(stack, holders);
    const v6 = holdersOf(stack, [["ReservedIpv6Assignment", "ip"]]);
    for (const address of stack.ofKind("ReservedIp", "FloatingIp", "ReservedIpv6")) {
      if (address.read("dropletId").present) continue;
      const held = address.kind?.name === "ReservedIpv6" ? v6 : v4;
      yield* requireYes(held(address), address, {
        whether: "something holds the address",
        otherwise: `nothing in this ${stack.extent} holds the reserved address`,
      });
    }
  },
});

/** Whether an input of some kinds names an address. */
function holdersOf(
  stack: StackView,
  holders: readonly (readonly [kind: string, path: string])[],
): (address: ResourceView) => Answer {
  const named = holders.map(([kind, path]) => references(stack, kind, path));
  return (address) => either(...named.map((one) => one.to(address)));
}
