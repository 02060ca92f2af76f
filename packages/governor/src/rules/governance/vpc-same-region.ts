import { kinds } from "../../kinds";
import { placesOf } from "../../limits/places";
import type { Property } from "../../view/property";
import { quoted } from "../../view/quoted";
import { reasonOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { unknown } from "../../view/value";
import { originsOf } from "../origin";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome, undecided, violation } from "../rule";

const network = { kind: "Vpc", name: "network", inputs: { region: "sfo3" } };
const fromNetwork = { vpcUuid: ["network"] };

export const vpcSameRegion = defineRule({
  id: "vpc-same-region",
  group: "governance",
  scope: "stack",
  title: "Every resource is in the region of its VPC.",
  severity: "medium",
  level: "mandatory",
  kinds: kinds.flatMap(({ name, vpcs }) => (vpcs === undefined ? [] : [name])),
  needs: [],
  why:
    "A VPC ends at its region (DigitalOcean docs, VPC limits), and the provider does not compare the two: a preview passes, and `up` stops at the first resource that DigitalOcean refuses. " +
    "Only VPCs of the same program and account are compared; a VPC of another stack is not judged.",
  fix: "Use a VPC of the resource's region, or create the resource in the region of the VPC",
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
      title: "any datacenter of the city",
      resources: [network, { kind: "Droplet", inputs: { region: "sfo", vpcUuid: unknown }, dependsOn: fromNetwork }],
    },
    {
      title: "a VPC that is not in the program",
      resources: [{ kind: "Droplet", inputs: { region: "nyc3", vpcUuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" } }],
    },
  ],
  bad: [
    {
      title: "a Droplet in the VPC of another region",
      resources: [network, { kind: "Droplet", inputs: { region: "nyc3", vpcUuid: unknown }, dependsOn: fromNetwork }],
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
    },
    {
      title: "one of several VPCs of a NAT gateway",
      resources: [
        network,
        { kind: "Vpc", name: "near", inputs: { region: "nyc3" } },
        {
          kind: "VpcNatGateway",
          inputs: { region: "nyc3", vpcs: [{ vpcUuid: unknown }, { vpcUuid: unknown }] },
          dependsOn: { vpcs: ["network", "near"] },
        },
      ],
    },
  ],
  undecided: [
    {
      title: "one of two VPCs",
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
      title: "a region that is known after up",
      resources: [network, { kind: "Droplet", inputs: { region: unknown, vpcUuid: unknown }, dependsOn: fromNetwork }],
    },
  ],
  *check(stack) {
    const vpcs = stack.ofKind("Vpc");
    if (vpcs.length === 0) return;
    for (const resource of stack.resources) {
      if (!resource.managed || resource.kind?.vpcs === undefined) continue;
      for (const path of resource.kind.vpcs) yield* judge(stack, resource, path);
    }
  },
});

function* judge(stack: StackView, resource: ResourceView, path: string): Iterable<Outcome> {
  const region = resource.read(resource.kind?.region?.path ?? "region");
  if (!region.present) return;
  const named = placesOf(resource, path).filter((property) => property.present);
  const seen = new Set<string>();
  for (const property of named) {
    const { vpcs, doubt } = vpcsOf(stack, resource, property, named.length);
    if (doubt !== undefined) {
      yield undecided(property, `cannot determine whether the VPC is in the same region: ${doubt}`, { resource });
      continue;
    }
    for (const vpc of vpcs) {
      if (seen.has(vpc.urn)) continue;
      seen.add(vpc.urn);
      const place = vpc.read("region");
      const unseen = [region, place].find((one) => one.opaque);
      const where = { resource };
      if (unseen !== undefined) {
        const message = `cannot determine whether the VPC ${vpc.name} is in the same region: ${reasonOf(unseen)}`;
        yield undecided(property, message, where);
      } else if (!isWithin(place, region)) {
        const message = `the VPC ${vpc.name} is in ${quoted(vpc, place)}, and the resource in ${quoted(resource, region)}`;
        yield violation(property, message, where);
      }
    }
  }
}

/** The VPCs of the program and account that an input names, or why nobody can say. */
function vpcsOf(
  stack: StackView,
  resource: ResourceView,
  property: Property,
  places: number,
): { readonly vpcs: readonly ResourceView[]; readonly doubt?: string } {
  const ofAccount = (vpc: ResourceView) => vpc.account === resource.account;
  const id = property.text();
  if (id !== undefined) return { vpcs: stack.ofKind("Vpc").filter((vpc) => ofAccount(vpc) && vpc.id === id) };
  if (!property.opaque) return { vpcs: [] };
  const origins = originsOf(resource, property.path, "Vpc");
  if (origins === undefined) return { vpcs: [], doubt: "this source does not say which VPC it comes from" };
  const vpcs = origins.flatMap((urn) => stack.resource(urn) ?? []).filter(ofAccount);
  return vpcs.length > places ? { vpcs: [], doubt: `it comes from one of ${vpcs.length} VPCs` } : { vpcs };
}

/** A Droplet may name a city alone. */
function isWithin(place: Property, region: Property): boolean {
  const [vpc = "", own = ""] = [place, region].map((one) => one.text()?.toLowerCase());
  return vpc === own || (!/\d$/.test(own) && vpc.replace(/\d+$/, "") === own);
}
