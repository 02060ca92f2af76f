import { unknown } from "../../view/value";
import { repairTrue, requireTrue } from "../kit/require";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

export const kubernetesAutoUpgrade = defineRule({
  id: "kubernetes-auto-upgrade",
  group: "kubernetes",
  scope: "resource",
  title: "Every Kubernetes cluster installs new patch versions automatically.",
  severity: "medium",
  level: "advisory",
  kinds: ["KubernetesCluster"],
  why:
    "Security fixes for the control plane, the nodes and what DigitalOcean runs on them arrive as patch versions, and autoUpgrade is off by default. " +
    "With it, the cluster is upgraded during its maintenance window; without it, a published vulnerability stays open until somebody remembers. " +
    "Minor versions are never upgraded this way (DigitalOcean docs, Upgrade Clusters): kubernetes-supported-version checks those.",
  fix: "Set autoUpgrade: true, and choose the time with maintenancePolicy; an existing cluster is updated in place",
  references: [
    "https://docs.digitalocean.com/products/kubernetes/how-to/upgrade-cluster/",
    pulumiDocs("KubernetesCluster"),
  ],
  aliases: ["DIG-0008", "AVD-DIG-0008"],
  controls: {
    cis: ["7.3", "7.4"],
    iso27001: ["8.8"],
    soc2: ["CC7.1"],
    "pci-dss": ["6.3"],
    "nist-800-53": ["SI-2"],
  },
  good: [
    {
      title: "enabled, on Sunday mornings",
      resources: [
        {
          kind: "KubernetesCluster",
          inputs: { autoUpgrade: true, maintenancePolicy: { day: "sunday", startTime: "04:00" } },
        },
      ],
    },
  ],
  bad: [
    {
      title: "not set (the default is off)",
      resources: [{ kind: "KubernetesCluster", inputs: {} }],
      fixed: { resources: [{ kind: "KubernetesCluster", inputs: { autoUpgrade: true } }] },
    },
    {
      title: "disabled, and a value that the provider does not accept",
      resources: [
        { kind: "KubernetesCluster", name: "off", inputs: { autoUpgrade: false } },
        { kind: "KubernetesCluster", name: "word", inputs: { autoUpgrade: "on" } },
      ],
      fixed: {
        resources: [
          { kind: "KubernetesCluster", name: "off", inputs: { autoUpgrade: true } },
          { kind: "KubernetesCluster", name: "word", inputs: { autoUpgrade: true } },
        ],
      },
    },
  ],
  undecided: [
    { title: "unknown until pulumi up", resources: [{ kind: "KubernetesCluster", inputs: { autoUpgrade: unknown } }] },
  ],
  *check(cluster) {
    yield* requireTrue(cluster, "autoUpgrade", {
      whether: "the cluster installs new patch versions automatically",
      otherwise: "the cluster does not install new patch versions by itself",
    });
  },
  remediation: repairTrue(["KubernetesCluster"], "autoUpgrade"),
});
