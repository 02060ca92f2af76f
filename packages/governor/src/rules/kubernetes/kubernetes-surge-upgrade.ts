import { unknown } from "../../view/value";
import { requireTrue } from "../kit/require";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

export const kubernetesSurgeUpgrade = defineRule({
  id: "kubernetes-surge-upgrade",
  group: "kubernetes",
  scope: "resource",
  title: "Upgrades of a Kubernetes cluster create new nodes before they remove old ones.",
  severity: "low",
  level: "advisory",
  kinds: ["KubernetesCluster"],
  why:
    "An upgrade replaces every node. Without surgeUpgrade a node is drained before its replacement exists, so the cluster runs with less capacity for as long as the upgrade takes. " +
    "The provider enables it by default; this rule finds programs that disable it. " +
    "Nothing is repaired automatically: the additional nodes exist, and count toward the Droplet limit, during each upgrade.",
  fix: "Set surgeUpgrade: true, or leave it out; an existing cluster is updated in place",
  references: [
    "https://docs.digitalocean.com/products/kubernetes/how-to/upgrade-cluster/",
    pulumiDocs("KubernetesCluster"),
  ],
  aliases: ["DIG-0005", "AVD-DIG-0005"],
  controls: { iso27001: ["8.14", "8.32"], soc2: ["A1.2"], "nist-800-53": ["CM-3"] },
  good: [
    {
      title: "enabled, explicitly or by default",
      resources: [
        { kind: "KubernetesCluster", name: "said", inputs: { surgeUpgrade: true } },
        { kind: "KubernetesCluster", name: "default", inputs: {} },
      ],
    },
  ],
  bad: [
    {
      title: "disabled",
      resources: [{ kind: "KubernetesCluster", inputs: { surgeUpgrade: false } }],
      fixed: { resources: [{ kind: "KubernetesCluster", inputs: { surgeUpgrade: true } }] },
    },
  ],
  undecided: [
    { title: "unknown until pulumi up", resources: [{ kind: "KubernetesCluster", inputs: { surgeUpgrade: unknown } }] },
  ],
  *check(cluster) {
    yield* requireTrue(cluster, "surgeUpgrade", {
      whether: "upgrades create new nodes before they remove old ones",
      otherwise: "upgrades remove nodes before their replacements exist",
    });
  },
});
