import { kindNamesWhere } from "../../kinds";
import type { Property } from "../../view/property";
import { quoted } from "../../view/quoted";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { unknown } from "../../view/value";
import { targetsOf } from "../kit/origin";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";

const network = { kind: "Vpc", name: "network", inputs: { region: "sfo3" } };
const fromNetwork = { vpcUuid: ["network"] };

export const vpcSameRegion = defineRule({
  id: "vpc-same-region",
  group: "governance",
  scope: "stack",
  title: "Every resource is in the region of its VPC.",
  severity: "medium",
  level: "mandatory",
  kinds: kindNamesWhere(({ vpcs }) => vpcs !== undefined),
  needs: [],
  why:
    "A VPC is limited to one region (DigitalOcean docs, VPC limits), and the provider does not compare the two: a preview passes, and `up` stops at the first resource that DigitalOcean rejects. " +
    "Only VPCs in the same program and account are compared; a VPC of another stack is not checked.",
  fix: "Use a VPC in the resource's region, or create the resource in the VPC's region",
  references: [
    "https://docs.digitalocean.com/products/networking/vpc/details/limits/",
    pulumiDocs("Vpc"),
    pulumiDocs("Droplet"),
  ],
  good: [
    {
      title: "a Droplet in the region of its VPC",
      resources: [network, { kind: "Droplet", inputs: { region: "SFO3", vpcUuid: unknown }, dependsOn: fromNetwork }],
    },
    {
      title: "a city that includes the VPC's datacenter",
      resources: [network, { kind: "Droplet", inputs: { region: "sfo", vpcUuid: unknown }, dependsOn: fromNetwork }],
    },
    {
      title: "a VPC that is not in the program",
      resources: [{ kind: "Droplet", inputs: { region: "nyc3", vpcUuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" } }],
    },
  ],
  bad: [
    {
      title: "a Droplet in a VPC of another region",
      resources: [network, { kind: "Droplet", inputs: { region: "nyc3", vpcUuid: unknown }, dependsOn: fromNetwork }],
      fixed: { resources: [{ kind: "Droplet", inputs: { region: "sfo3", vpcUuid: unknown }, dependsOn: fromNetwork }] },
    },
    {
      title: "a database",
      resources: [
        network,
        {
          kind: "DatabaseCluster",
          inputs: { region: "nyc3", privateNetworkUuid: unknown },
          dependsOn: { privateNetworkUuid: ["network"] },
        },
      ],
      fixed: { resources: [{ ...network, inputs: { region: "nyc3" } }] },
    },
    {
      title: "the template of an autoscale pool",
      resources: [
        network,
        {
          kind: "DropletAutoscale",
          inputs: { dropletTemplate: { region: "nyc3", vpcUuid: unknown } },
          dependsOn: { dropletTemplate: ["network"] },
        },
      ],
      fixed: {
        resources: [
          {
            kind: "DropletAutoscale",
            inputs: { dropletTemplate: { region: "sfo3", vpcUuid: unknown } },
            dependsOn: { dropletTemplate: ["network"] },
          },
        ],
      },
    },
    {
      title: "a NAT gateway with one VPC in another region",
      resources: [
        network,
        { kind: "Vpc", name: "near", inputs: { region: "nyc3" } },
        {
          kind: "VpcNatGateway",
          inputs: { region: "nyc3", vpcs: [{ vpcUuid: unknown }, { vpcUuid: unknown }] },
          dependsOn: { vpcs: ["network", "near"] },
        },
      ],
      fixed: { resources: [{ ...network, inputs: { region: "nyc3" } }] },
    },
  ],
  undecided: [
    {
      title: "a VPC ID that comes from one of two VPCs",
      resources: [
        network,
        { kind: "Vpc", name: "near", inputs: { region: "nyc3" } },
        {
          kind: "Droplet",
          inputs: { region: "nyc3", vpcUuid: unknown },
          dependsOn: { vpcUuid: ["network", "near"] },
        },
      ],
    },
    {
      title: "a region that is unknown until pulumi up",
      resources: [network, { kind: "Droplet", inputs: { region: unknown, vpcUuid: unknown }, dependsOn: fromNetwork }],
    },
  ],
  *check(stack) {
    if (stack.ofKind("Vpc").length === 0) return;
    for (const resource of stack.resources) {
      if (!resource.managed || resource.kind?.vpcs === undefined) continue;
      for (const path of resource.kind.vpcs) yield* judge(stack, resource, path);
    }
  },
});

function* judge(stack: StackView, resource: ResourceView, path: string): Iterable<Outcome> {
  const region = resource.read(resource.kind?.region?.path ?? "region");
  if (!region.present) return;
  for (const { property, resources: vpcs, doubt } of targetsOf(stack, resource, path, "Vpc")) {
    if (doubt !== undefined) yield unclear(property, "whether the VPC is in the same region", doubt, { resource });
    for (const vpc of vpcs) {
      const place = vpc.read("region");
      const unseen = [region, place].find((one) => one.opaque);
      if (unseen !== undefined) {
        yield unclear(property, `whether the VPC ${vpc.name} is in the same region`, unseen, { resource });
      } else if (!isWithin(place, region)) {
        const message = `the VPC ${vpc.name} is in ${quoted(vpc, place)}, and the resource in ${quoted(resource, region)}`;
        yield violation(property, message, { resource });
      }
    }
  }
}

/** A Droplet may name a city alone. */
function isWithin(place: Property, region: Property): boolean {
  const [vpc = "", own = ""] = [place, region].map((one) => one.text()?.toLowerCase());
  return vpc === own || (!/\d$/.test(own) && vpc.replace(/\d+$/, "") === own);
}
