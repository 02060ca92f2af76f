import { inNetworkOfItsOwn } from "../../frameworks/shared-controls";
import { unknown } from "../../view/value";
import { chosenVpc } from "../kit/chosen-vpc";
import { unclear } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

export const loadBalancerInVpc = defineRule({
  id: "load-balancer-in-vpc",
  group: "load-balancer",
  scope: "resource",
  title: "Every load balancer is in a VPC that was chosen for it.",
  severity: "medium",
  level: "mandatory",
  kinds: ["LoadBalancer"],
  why:
    "A load balancer that terminates TLS forwards plain text to its Droplets over the private network (DigitalOcean docs, SSL termination). Without vpcUuid that is the default VPC of its region, shared with everything else in the account that has no vpcUuid. " +
    "Moving it replaces it along with the address that DNS records point to, so the VPC has to be right from the start. " +
    "An unknown ID passes if it comes from a Vpc in the program. A GLOBAL balancer has no VPC: it forwards to other balancers.",
  fix: "Set vpcUuid to the ID of the Droplets' Vpc, such as vpc.id; this replaces an existing load balancer, and its address changes",
  references: ["https://docs.digitalocean.com/products/networking/vpc/", pulumiDocs("Vpc"), pulumiDocs("LoadBalancer")],
  controls: inNetworkOfItsOwn,
  good: [
    {
      title: "in a VPC from the program, whose ID is unknown until pulumi up",
      resources: [
        { kind: "Vpc", name: "network", inputs: { region: "nyc3" } },
        { kind: "LoadBalancer", inputs: { vpcUuid: unknown }, dependsOn: { vpcUuid: ["network"] } },
      ],
    },
    {
      title: "in an existing VPC, and a type that never has one",
      resources: [
        { kind: "LoadBalancer", inputs: { vpcUuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" } },
        { kind: "LoadBalancer", name: "global", inputs: { type: "GLOBAL" } },
      ],
    },
  ],
  bad: [
    {
      title: "in the default VPC",
      resources: [{ kind: "LoadBalancer", inputs: { region: "nyc3" } }],
      fixed: {
        resources: [
          { kind: "Vpc", name: "network", inputs: { region: "nyc3" } },
          {
            kind: "LoadBalancer",
            inputs: { region: "nyc3", vpcUuid: unknown },
            dependsOn: { vpcUuid: ["network"] },
          },
        ],
      },
    },
    {
      title: "an empty ID, and a network balancer",
      resources: [
        { kind: "LoadBalancer", name: "empty", inputs: { vpcUuid: "" } },
        { kind: "LoadBalancer", name: "network", inputs: { type: "REGIONAL_NETWORK" } },
      ],
      fixed: {
        resources: [
          { kind: "LoadBalancer", name: "empty", inputs: { vpcUuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" } },
          {
            kind: "LoadBalancer",
            name: "network",
            inputs: { type: "REGIONAL_NETWORK", vpcUuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" },
          },
        ],
      },
    },
  ],
  undecided: [
    {
      title: "an unknown value that does not come from a Vpc may turn out to be empty",
      resources: [{ kind: "LoadBalancer", inputs: { vpcUuid: unknown } }],
    },
    {
      title: "a type that may turn out to be GLOBAL",
      resources: [{ kind: "LoadBalancer", inputs: { type: unknown } }],
    },
  ],
  *check(balancer) {
    const type = balancer.read("type");
    if (type.text()?.toUpperCase() === "GLOBAL") return;
    for (const outcome of chosenVpc(balancer, "vpcUuid", "the load balancer")) {
      yield type.opaque && outcome.status === "violation"
        ? unclear(type, "whether it is GLOBAL, and so has no VPC,", type)
        : outcome;
    }
  },
});
