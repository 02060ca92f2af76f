import { asOf } from "../../catalogue/as-of";
import { kubernetesEnd, kubernetesMinor, oldestSupportedKubernetes } from "../../catalogue/kubernetes-versions";
import { quoted } from "../../view/quoted";
import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

export const kubernetesSupportedVersion = defineRule({
  id: "kubernetes-supported-version",
  group: "kubernetes",
  scope: "resource",
  title: "Every Kubernetes cluster runs a minor version that is still supported.",
  severity: "high",
  level: "advisory",
  kinds: ["KubernetesCluster"],
  why:
    "A minor version gets security fixes from the Kubernetes project for about 14 months; after that its vulnerabilities are published and stay open. " +
    "A month later DigitalOcean upgrades the cluster to the next minor version automatically (DigitalOcean docs, Supported Releases): APIs that workloads still use may be gone, and the version in the program no longer says what runs. " +
    "`latest` and a minor version such as 1.36 pass as long as that minor version is supported; one that the catalogue does not know yet passes, too. " +
    "Seen with version 4.80.1 of the provider: where the program names an older version than the cluster has, it plans to replace the cluster. " +
    'That is so at the `up` after one that created it as 1.36, and after a refresh that finds a newer patch: use `ignoreChanges: ["version"]` except while you upgrade. ' +
    `The dates are DigitalOcean's, which follow the Kubernetes project's. The date of the catalogue decides (${asOf}), so that a verdict never changes overnight.`,
  fix: `Set version to a slug of ${oldestSupportedKubernetes} or later, such as 1.36.1-do.0; an existing cluster is upgraded in place, one minor version at a time`,
  references: [
    "https://docs.digitalocean.com/products/kubernetes/details/supported-releases/",
    "https://docs.digitalocean.com/products/kubernetes/how-to/upgrade-cluster/",
    pulumiDocs("KubernetesCluster"),
  ],
  controls: {
    cis: ["2.2", "12.1"],
    iso27001: ["8.8"],
    soc2: ["CC7.1"],
    "pci-dss": ["6.3"],
    "nist-800-53": ["SA-22", "SI-2"],
  },
  good: [
    {
      title: "a slug, a minor version, the latest, and one that is newer than the catalogue",
      resources: [
        { kind: "KubernetesCluster", name: "slug", inputs: { version: "1.36.1-do.0" } },
        { kind: "KubernetesCluster", name: "minor", inputs: { version: "1.36" } },
        { kind: "KubernetesCluster", name: "latest", inputs: { version: "latest" } },
        { kind: "KubernetesCluster", name: "newer", inputs: { version: "1.99.0-do.0" } },
      ],
    },
  ],
  bad: [
    {
      title: "Kubernetes 1.19",
      resources: [{ kind: "KubernetesCluster", inputs: { version: "1.19.15-do.0" } }],
      fixed: { resources: [{ kind: "KubernetesCluster", inputs: { version: "latest" } }] },
    },
    {
      title: "a minor version that has ended, and one from before the catalogue",
      resources: [
        { kind: "KubernetesCluster", name: "minor", inputs: { version: "1.33" } },
        { kind: "KubernetesCluster", name: "ancient", inputs: { version: "1.9.4-do.1" } },
      ],
      fixed: {
        resources: [
          { kind: "KubernetesCluster", name: "minor", inputs: { version: "1.36" } },
          { kind: "KubernetesCluster", name: "ancient", inputs: { version: "1.36" } },
        ],
      },
    },
    {
      title: "a version that cannot be read",
      resources: [{ kind: "KubernetesCluster", inputs: { version: "newest" } }],
      fixed: { resources: [{ kind: "KubernetesCluster", inputs: { version: "latest" } }] },
    },
  ],
  undecided: [
    {
      title: "what getKubernetesVersions returns, unknown until pulumi up",
      resources: [{ kind: "KubernetesCluster", inputs: { version: unknown } }],
    },
  ],
  *check(cluster) {
    const version = cluster.read("version");
    // The provider refuses a cluster without one.
    if (!version.present) return;
    const minor = kubernetesMinor(version.text() ?? "");
    if (minor === undefined) {
      yield unclear(version, "whether its version of Kubernetes is still supported", version);
      return;
    }
    const end = minor === "newest" ? undefined : kubernetesEnd(minor);
    if (end === undefined) return;
    const which = cluster.isSecret("version") ? "" : ` ${quoted(cluster, version)} on ${end}`;
    yield violation(version, `support has ended for this version of Kubernetes${which === "" ? "" : `:${which}`}`);
  },
});
