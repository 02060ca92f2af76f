import { unknown } from "../../view/value";
import { itemsOf } from "../kit/items";
import { publicSources } from "../kit/public-sources";
import { requireTrue } from "../kit/require";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

const office = { controlPlaneFirewall: { enabled: true, allowedAddresses: ["203.0.113.0/24"] } };

export const kubernetesControlPlaneFirewall = defineRule({
  id: "kubernetes-control-plane-firewall",
  group: "kubernetes",
  scope: "resource",
  title: "The API of a Kubernetes cluster is not reachable from the whole internet.",
  severity: "high",
  level: "advisory",
  kinds: ["KubernetesCluster"],
  why:
    "The API server of a cluster has a public address: whoever finds a leaked kubeconfig file, or the next vulnerability of the API server, can use it from anywhere. " +
    "The control plane firewall lets in listed addresses only. " +
    "A list that lets in more of the internet than one IPv4 /16 or IPv6 /32, by one block or by many (0.0.0.0/1 with 128.0.0.0/1), is no firewall: no office or VPN has more. " +
    "DigitalOcean still offers the firewall by invitation only (DigitalOcean OpenAPI, 7 Aug 2026), so the rule is advisory: set its level to mandatory once your account has it.",
  fix: "Set controlPlaneFirewall: { enabled: true, allowedAddresses } with the addresses of your VPN, office and pipelines only; an existing cluster is updated in place",
  references: [
    "https://docs.digitalocean.com/products/kubernetes/how-to/add-control-plane-firewall/",
    pulumiDocs("KubernetesCluster"),
  ],
  controls: {
    cis: ["4.4"],
    iso27001: ["8.20"],
    soc2: ["CC6.6"],
    "pci-dss": ["1.3"],
    "nist-800-53": ["SC-7", "AC-17"],
  },
  good: [
    { title: "for the office only", resources: [{ kind: "KubernetesCluster", inputs: office }] },
    {
      title: "for nobody but the cluster's own nodes",
      resources: [{ kind: "KubernetesCluster", inputs: { controlPlaneFirewall: { enabled: true } } }],
    },
  ],
  bad: [
    {
      title: "none, and one that is disabled",
      resources: [
        { kind: "KubernetesCluster", name: "none", inputs: {} },
        {
          kind: "KubernetesCluster",
          name: "disabled",
          inputs: { controlPlaneFirewall: { enabled: false, allowedAddresses: ["203.0.113.0/24"] } },
        },
      ],
      fixed: {
        resources: [
          { kind: "KubernetesCluster", name: "none", inputs: office },
          { kind: "KubernetesCluster", name: "disabled", inputs: office },
        ],
      },
    },
    {
      title: "open to everyone, at once or in halves",
      resources: [
        {
          kind: "KubernetesCluster",
          name: "whole",
          inputs: { controlPlaneFirewall: { enabled: true, allowedAddresses: ["203.0.113.0/24", "0.0.0.0/0"] } },
        },
        {
          kind: "KubernetesCluster",
          name: "halves",
          inputs: { controlPlaneFirewall: { enabled: true, allowedAddresses: ["0.0.0.0/1", "128.0.0.0/1"] } },
        },
      ],
      fixed: {
        resources: [
          { kind: "KubernetesCluster", name: "whole", inputs: office },
          { kind: "KubernetesCluster", name: "halves", inputs: office },
        ],
      },
    },
    {
      title: "an address that cannot be read",
      resources: [
        {
          kind: "KubernetesCluster",
          inputs: { controlPlaneFirewall: { enabled: true, allowedAddresses: ["0/0"] } },
        },
      ],
      fixed: { resources: [{ kind: "KubernetesCluster", inputs: office }] },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up, as a whole, its switch or one address",
      resources: [
        { kind: "KubernetesCluster", name: "whole", inputs: { controlPlaneFirewall: unknown } },
        { kind: "KubernetesCluster", name: "switch", inputs: { controlPlaneFirewall: { enabled: unknown } } },
        {
          kind: "KubernetesCluster",
          name: "address",
          inputs: { controlPlaneFirewall: { enabled: true, allowedAddresses: ["203.0.113.7", unknown] } },
        },
      ],
    },
  ],
  *check(cluster) {
    yield* requireTrue(cluster, "controlPlaneFirewall.enabled", {
      whether: "the API of the cluster has a firewall",
      otherwise: "the internet can reach the API of the cluster: it has no firewall",
    });
    const firewall = cluster.read("controlPlaneFirewall");
    if (firewall.get("enabled").boolean() !== true) return;
    const addresses = firewall.get("allowedAddresses");
    yield* publicSources(addresses, itemsOf(addresses), "the API of the cluster");
  },
});
