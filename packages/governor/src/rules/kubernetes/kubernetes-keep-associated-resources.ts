import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

const input = "destroyAllAssociatedResources";

export const kubernetesKeepAssociatedResources = defineRule({
  id: "kubernetes-keep-associated-resources",
  group: "kubernetes",
  scope: "resource",
  title: "A Kubernetes cluster is not deleted together with its volumes and load balancers.",
  severity: "medium",
  level: "advisory",
  kinds: ["KubernetesCluster"],
  why:
    "The volumes, snapshots and load balancers that workloads request are not part of any program, so no preview shows them. " +
    "With destroyAllAssociatedResources, deleting or replacing the cluster deletes them all (terraform-provider-digitalocean), the data on the volumes included, and many inputs replace a cluster, such as the size of its first node pool. " +
    "It takes effect from the state, so it must be off before the cluster is deleted. Without it, volumes and load balancers remain, still cost money and must be deleted by hand.",
  fix: "Set destroyAllAssociatedResources: false, or leave it out; delete the volumes that nobody needs by hand, after the cluster",
  references: [
    "https://docs.digitalocean.com/products/kubernetes/how-to/destroy-clusters/",
    pulumiDocs("KubernetesCluster"),
  ],
  controls: { iso27001: ["5.33"], soc2: ["A1.2"], "nist-800-53": ["SI-12"] },
  good: [
    {
      title: "off, explicitly or by default",
      resources: [
        { kind: "KubernetesCluster", name: "said", inputs: { [input]: false } },
        { kind: "KubernetesCluster", name: "default", inputs: {} },
      ],
    },
  ],
  bad: [
    {
      title: "enabled, as a boolean, as text, and as text that the provider does not accept",
      resources: [
        { kind: "KubernetesCluster", name: "on", inputs: { [input]: true } },
        { kind: "KubernetesCluster", name: "text", inputs: { [input]: "true" } },
        { kind: "KubernetesCluster", name: "word", inputs: { [input]: "yes" } },
      ],
      fixed: {
        resources: ["on", "text", "word"].map((name) => ({
          kind: "KubernetesCluster",
          name,
          inputs: { [input]: false },
        })),
      },
    },
  ],
  undecided: [
    { title: "unknown until pulumi up", resources: [{ kind: "KubernetesCluster", inputs: { [input]: unknown } }] },
  ],
  *check(cluster) {
    const destroys = cluster.read(input);
    if (destroys.boolean() === true)
      yield violation(destroys, "deleting the cluster deletes its volumes, snapshots and load balancers");
    else if (destroys.boolean() === undefined)
      yield unclear(destroys, "whether its volumes and load balancers are deleted with it", destroys);
  },
  remediation: {
    sets: { KubernetesCluster: [input] },
    repair: (cluster) =>
      cluster.read(input).opaque || cluster.read(input).boolean() === false ? undefined : { [input]: false },
  },
});
