import { unknown } from "../../view/value";
import { chosenVpc } from "../kit/chosen-vpc";
import { unclear } from "../kit/outcome";
import { pulumiDocs } from "../kit/pulumi-docs";
import { defineRule } from "../rule";

export const loadBalancerInVpc = defineRule({
  id: "load-balancer-in-vpc",
  group: "load-balancer",
  scope: "resource",
  title: "Every load balancer stands in a VPC that was chosen for it.",
  severity: "medium",
  level: "mandatory",
  kinds: ["LoadBalancer"],
  why:
    "A load balancer that ends TLS sends to its Droplets over the private network in plain text (DigitalOcean docs, SSL termination). Without vpcUuid that is the default VPC of its region, which it shares with everything else of the account that named none. " +
    "To move it replaces it, and with it the address that names point to, so it has to be right from the start. " +
    "An id that is not known yet is enough where it comes from a Vpc of the program. A GLOBAL balancer has no VPC: it sends to other balancers.",
  fix: "Set vpcUuid to the id of the Droplets' Vpc, such as vpc.id; on an existing load balancer this replaces it, and its address changes",
  references: ["https://docs.digitalocean.com/products/networking/vpc/", pulumiDocs("Vpc"), pulumiDocs("LoadBalancer")],
  good: [
    {
      title: "in a VPC of the program, whose id is known after up",
      resources: [
        { kind: "Vpc", name: "network", inputs: { region: "nyc3" } },
        { kind: "LoadBalancer", inputs: { vpcUuid: unknown }, dependsOn: { vpcUuid: ["network"] } },
      ],
    },
    {
      title: "in a VPC that exists already, and one that has none by nature",
      resources: [
        { kind: "LoadBalancer", inputs: { vpcUuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" } },
        { kind: "LoadBalancer", name: "global", inputs: { type: "GLOBAL" } },
      ],
    },
  ],
  bad: [
    { title: "in the default VPC", resources: [{ kind: "LoadBalancer", inputs: { region: "nyc3" } }] },
    {
      title: "an empty id, and a network balancer",
      resources: [
        { kind: "LoadBalancer", name: "empty", inputs: { vpcUuid: "" } },
        { kind: "LoadBalancer", name: "network", inputs: { type: "REGIONAL_NETWORK" } },
      ],
    },
  ],
  undecided: [
    {
      title: "an unknown that does not come from a Vpc may turn out to be nothing",
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
