import { inNetworkOfItsOwn } from "../../frameworks/shared-controls";
import { unknown } from "../../view/value";
import { chosenVpc } from "../kit/chosen-vpc";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

export const dropletInVpc = defineRule({
  id: "droplet-in-vpc",
  group: "droplet",
  scope: "resource",
  title: "Every Droplet is in a VPC that was chosen for it.",
  severity: "medium",
  level: "mandatory",
  kinds: ["Droplet", "DropletAutoscale"],
  why:
    "A Droplet without vpcUuid is created in the default VPC of its region (DigitalOcean docs, VPC), along with everything else in the account that has no vpcUuid: test machines can reach production over the private network. " +
    "Moving it to another VPC replaces it, so the VPC has to be right from the start. " +
    "An unknown ID passes if it comes from a Vpc in the program.",
  fix: "Set vpcUuid to the ID of a Vpc, such as vpc.id; this replaces an existing Droplet",
  references: ["https://docs.digitalocean.com/products/networking/vpc/", pulumiDocs("Vpc"), pulumiDocs("Droplet")],
  controls: inNetworkOfItsOwn,
  good: [
    {
      title: "in a VPC from the program, whose ID is unknown until pulumi up",
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
      title: "in an existing VPC",
      resources: [{ kind: "Droplet", inputs: { vpcUuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" } }],
    },
  ],
  bad: [
    {
      title: "in the default VPC",
      resources: [{ kind: "Droplet", inputs: { region: "nyc3" } }],
      fixed: {
        resources: [
          { kind: "Vpc", name: "network", inputs: { region: "nyc3" } },
          { kind: "Droplet", inputs: { region: "nyc3", vpcUuid: unknown }, dependsOn: { vpcUuid: ["network"] } },
        ],
      },
    },
    {
      title: "an empty ID",
      resources: [{ kind: "Droplet", inputs: { vpcUuid: "" } }],
      fixed: { resources: [{ kind: "Droplet", inputs: { vpcUuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" } }] },
    },
    {
      title: "an autoscale pool in the default VPC",
      resources: [{ kind: "DropletAutoscale", inputs: { dropletTemplate: { region: "nyc3" } } }],
      fixed: {
        resources: [
          { kind: "Vpc", name: "network", inputs: { region: "nyc3" } },
          {
            kind: "DropletAutoscale",
            inputs: { dropletTemplate: { region: "nyc3", vpcUuid: unknown } },
            dependsOn: { dropletTemplate: ["network"] },
          },
        ],
      },
    },
  ],
  undecided: [
    {
      title: "an unknown value that does not come from a Vpc may turn out to be empty",
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
