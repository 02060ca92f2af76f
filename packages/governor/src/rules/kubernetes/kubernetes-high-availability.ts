import { highlyAvailableByDefault, kubernetesMinor } from "../../catalogue/kubernetes-versions";
import { prices } from "../../catalogue/prices";
import { unknown } from "../../view/value";
import { unclear, undecided, violation } from "../kit/outcome";
import { requireTrue } from "../kit/require";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

const price = `$${prices.kubernetesHighAvailability.usd}`;
const whether = "the control plane is highly available";
const otherwise = "the control plane of a production cluster is not highly available";

export const kubernetesHighAvailability = defineRule({
  id: "kubernetes-high-availability",
  group: "kubernetes",
  scope: "resource",
  title: "In production, the control plane of a Kubernetes cluster is highly available.",
  severity: "medium",
  level: "advisory",
  kinds: ["KubernetesCluster"],
  why:
    "With a single control plane, an upgrade or the loss of one machine leaves the cluster without its API: nothing is scheduled, scaled or healed until it is back. " +
    `High availability costs ${price} a month and cannot be disabled again, so the rule applies only to environments with \`production: true\` in governor.yaml, and repairs nothing. ` +
    "If ha is not set, a new cluster has it from version 1.36 and does not have it before (DigitalOcean OpenAPI, 7 Aug 2026); an existing cluster keeps what it was created with, which its inputs do not show.",
  fix: `Set ha: true; an existing cluster is updated in place, costs ${price} a month more, and cannot go back`,
  references: [
    "https://docs.digitalocean.com/products/kubernetes/how-to/enable-high-availability/",
    pulumiDocs("KubernetesCluster"),
  ],
  controls: { iso27001: ["8.14"], soc2: ["A1.2"], "nist-800-53": ["SI-13", "CP-10"] },
  good: [
    {
      title: "highly available, explicitly or by default",
      production: true,
      resources: [
        { kind: "KubernetesCluster", name: "said", inputs: { ha: true, version: "1.35" } },
        { kind: "KubernetesCluster", name: "new", inputs: { version: "1.36.1-do.0" } },
        { kind: "KubernetesCluster", name: "latest", inputs: { version: "latest" } },
      ],
    },
    {
      title: "not in production",
      resources: [{ kind: "KubernetesCluster", inputs: { ha: false, version: "1.36" } }],
    },
  ],
  bad: [
    {
      title: "disabled",
      production: true,
      resources: [{ kind: "KubernetesCluster", inputs: { ha: false, version: "1.36" } }],
      fixed: { resources: [{ kind: "KubernetesCluster", inputs: { ha: true, version: "1.36" } }] },
    },
    {
      title: "not set, on a version whose default is off",
      production: true,
      resources: [{ kind: "KubernetesCluster", inputs: { version: "1.35.4-do.0" } }],
      fixed: { resources: [{ kind: "KubernetesCluster", inputs: { ha: true, version: "1.35.4-do.0" } }] },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up",
      production: true,
      resources: [{ kind: "KubernetesCluster", inputs: { ha: unknown, version: "1.35" } }],
    },
    {
      title: "not set, with a version that is unknown until pulumi up",
      production: true,
      resources: [{ kind: "KubernetesCluster", inputs: { version: unknown } }],
    },
  ],
  *check(cluster, { settings }) {
    if (settings.environment?.production !== true) return;
    const ha = cluster.read("ha");
    if (ha.present) {
      yield* requireTrue(cluster, "ha", { whether, otherwise });
      return;
    }
    const version = cluster.read("version");
    const minor = kubernetesMinor(version.text() ?? "");
    if (minor === undefined) yield unclear(ha, `whether ${whether}`, version);
    else if (!highlyAvailableByDefault(minor)) yield violation(ha, otherwise);
    else if (cluster.id !== undefined)
      yield undecided(ha, `cannot determine whether ${whether}: ha is not set, and the cluster exists already`);
  },
});
