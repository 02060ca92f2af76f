import { unknown } from "../../view/value";
import { chosenVpc } from "../kit/chosen-vpc";
import { pulumiDocs } from "../kit/pulumi-docs";
import { defineRule } from "../rule";

export const dropletInVpc = defineRule({
  id: "droplet-in-vpc",
  group: "droplet",
  scope: "resource",
  title: "Every Droplet stands in a VPC that was chosen for it.",
  severity: "medium",
  level: "mandatory",
  kinds: ["Droplet", "DropletAutoscale"],
  why:
    "A Droplet without vpcUuid lands in the default VPC of its region (DigitalOcean docs, VPC), beside everything else of the account that named none: test machines reach production over the private network. " +
    "It cannot be moved without being replaced, so it has to be right from the start. " +
    "An id that is not known yet is enough where it comes from a Vpc of the program.",
  fix: "Set vpcUuid to the id of a Vpc, such as vpc.id; on an existing Droplet this replaces it",
  references: ["https://docs.digitalocean.com/products/networking/vpc/", pulumiDocs("Vpc"), pulumiDocs("Droplet")],
  good: [
    {
      title: "in a VPC of the program, whose id is known after up",
      resources: [
        { kind: "Vpc", name: "network", inputs: { region: "nyc3" } },
        { kind: "Droplet", inputs: { vpcUuid: unknown }, dependsOn: { vpcUuid: ["network"] } },
        {
          kind: "DropletAutoscale",
          name: "pool",
          inputs: { dropletTemplate: { vpcUuid: unknown } },
          dependsOn: { dropletTemplate: ["network"] },
        },
      ],
    },
    {
      title: "in a VPC that exists already",
      resources: [{ kind: "Droplet", inputs: { vpcUuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" } }],
    },
  ],
  bad: [
    { title: "in the default VPC", resources: [{ kind: "Droplet", inputs: { region: "nyc3" } }] },
    { title: "an empty id", resources: [{ kind: "Droplet", inputs: { vpcUuid: "" } }] },
    {
      title: "an autoscale pool in the default VPC",
      resources: [{ kind: "DropletAutoscale", inputs: { dropletTemplate: { region: "nyc3" } } }],
    },
  ],
  undecided: [
    {
      title: "an unknown that does not come from a Vpc may turn out to be nothing",
      resources: [
        { kind: "Droplet", inputs: { vpcUuid: unknown } },
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: unknown } },
      ],
    },
  ],
  *check(resource) {
    for (const path of resource.kind?.vpcs ?? []) yield* chosenVpc(resource, path, "the Droplet");
  },
});
