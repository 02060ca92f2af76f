import { unknown } from "../../view/value";
import { requireTrue } from "../kit/require";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

const sso = { enabled: true, issuerUrl: "https://id.acme.example", clientId: "doks" };

export const kubernetesSso = defineRule({
  id: "kubernetes-sso",
  group: "kubernetes",
  scope: "resource",
  title: "Every Kubernetes cluster uses single sign-on.",
  severity: "low",
  level: "advisory",
  kinds: ["KubernetesCluster"],
  params: {
    required: {
      type: "boolean",
      default: false,
      description:
        "Whether every other way to sign in must be refused (required: true), tokens of automation included.",
    },
  },
  why:
    "Without single sign-on, people use kubeconfig files with DigitalOcean's tokens: they are copied, shared and still valid when somebody leaves, and the cluster cannot tell who is who by the company's own groups. " +
    "With an OpenID Connect provider, access ends where the account ends, and multi-factor authentication applies. " +
    "Other ways to sign in stay open beside it unless `required: true` refuses them; a pipeline that uses kubeConfigs of the cluster then loses access too, so only the rule's parameter asks for that.",
  fix: "Set ssos: [{ enabled: true, issuerUrl, clientId }] with your OpenID Connect provider; an existing cluster is updated in place",
  references: ["https://docs.digitalocean.com/products/kubernetes/", pulumiDocs("KubernetesCluster")],
  controls: {
    cis: ["6.7"],
    iso27001: ["5.16", "8.5"],
    soc2: ["CC6.1"],
    "pci-dss": ["8.2", "8.3"],
    "nist-800-53": ["AC-2", "IA-2"],
  },
  good: [{ title: "enabled", resources: [{ kind: "KubernetesCluster", inputs: { ssos: [sso] } }] }],
  bad: [
    {
      title: "none",
      resources: [{ kind: "KubernetesCluster", inputs: {} }],
      fixed: { resources: [{ kind: "KubernetesCluster", inputs: { ssos: [sso] } }] },
    },
    {
      title: "configured and disabled",
      resources: [{ kind: "KubernetesCluster", inputs: { ssos: [{ ...sso, enabled: false }] } }],
      fixed: { resources: [{ kind: "KubernetesCluster", inputs: { ssos: [sso] } }] },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up",
      resources: [
        { kind: "KubernetesCluster", name: "list", inputs: { ssos: unknown } },
        { kind: "KubernetesCluster", name: "switch", inputs: { ssos: [{ ...sso, enabled: unknown }] } },
      ],
    },
  ],
  *check(cluster, { params }) {
    // The provider takes one element at most.
    yield* requireTrue(cluster, "ssos[0].enabled", {
      whether: "single sign-on is enabled",
      otherwise: "single sign-on is not enabled for the cluster",
    });
    if (!params.required || cluster.read("ssos[0].enabled").boolean() !== true) return;
    yield* requireTrue(cluster, "ssos[0].required", {
      whether: "single sign-on is the only way to sign in",
      otherwise: "the cluster allows other ways to sign in than single sign-on",
      fix: "Set required: true beside enabled, once nothing uses the kubeConfigs of the cluster",
    });
  },
});
