import { inNetworkOfItsOwn } from "../../frameworks/shared-controls";
import { unknown } from "../../view/value";
import { chosenVpc } from "../kit/chosen-vpc";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

const network = { kind: "Vpc", name: "network", inputs: { region: "nyc3" } };

export const kubernetesInVpc = defineRule({
  id: "kubernetes-in-vpc",
  group: "kubernetes",
  scope: "resource",
  title: "Every Kubernetes cluster is in a VPC that was chosen for it.",
  severity: "medium",
  level: "mandatory",
  kinds: ["KubernetesCluster"],
  why:
    "Without vpcUuid, the nodes are created in the default VPC of the region, along with everything else in the account that has no vpcUuid: each reaches the others over the private network, node ports included. " +
    "Moving a cluster to another VPC replaces it with everything that runs on it, so the VPC has to be right from the start. " +
    "An unknown ID passes if it comes from a Vpc in the program.",
  fix: "Set vpcUuid to the ID of a Vpc, such as vpc.id; this replaces an existing cluster",
  references: [
    "https://docs.digitalocean.com/products/networking/vpc/",
    pulumiDocs("Vpc"),
    pulumiDocs("KubernetesCluster"),
  ],
  controls: inNetworkOfItsOwn,
  good: [
    {
      title: "in a VPC from the program, and in an existing one",
      resources: [
        network,
        {
          kind: "KubernetesCluster",
          name: "own",
          inputs: { vpcUuid: unknown },
          dependsOn: { vpcUuid: ["network"] },
        },
        {
          kind: "KubernetesCluster",
          name: "existing",
          inputs: { vpcUuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4" },
        },
      ],
    },
  ],
  bad: [
    {
      title: "in the default VPC, by leaving it out or by an empty ID",
      resources: [
        { kind: "KubernetesCluster", name: "default", inputs: { region: "nyc3" } },
        { kind: "KubernetesCluster", name: "empty", inputs: { region: "nyc3", vpcUuid: "" } },
      ],
      fixed: {
        resources: [
          network,
          ...["default", "empty"].map((name) => ({
            kind: "KubernetesCluster",
            name,
            inputs: { region: "nyc3", vpcUuid: unknown },
            dependsOn: { vpcUuid: ["network"] },
          })),
        ],
      },
    },
  ],
  undecided: [
    {
      title: "an unknown value that does not come from a Vpc may turn out to be empty",
      resources: [{ kind: "KubernetesCluster", inputs: { vpcUuid: unknown } }],
    },
  ],
  *check(cluster) {
    for (const path of cluster.kind?.vpcs ?? []) yield* chosenVpc(cluster, path, "the cluster");
  },
});
