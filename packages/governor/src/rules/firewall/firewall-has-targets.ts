import { unknown } from "../../view/value";
import { either } from "../kit/answer";
import { requireYes } from "../kit/require";
import { dropletSelection, namesAny } from "../kit/targeted";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

export const firewallHasTargets = defineRule({
  id: "firewall-has-targets",
  group: "firewall",
  scope: "stack",
  needs: ["unchanged-resources"],
  title: "Every firewall applies to a Droplet.",
  severity: "low",
  level: "advisory",
  kinds: ["Firewall"],
  why:
    "A firewall without Droplets protects nothing, although its rules suggest that it does; usually a tag is misspelled, or the Droplets are gone. " +
    "A firewall applies to the Droplets in dropletIds, of this stack or not, and to those with one of its tags. For a tag, Droplets of the stack must have it: single ones, those of an autoscale pool or the nodes of a Kubernetes cluster. " +
    "If the Droplets of a tag are in another stack, exempt the firewall.",
  fix: "Give the firewall the Droplets' IDs (dropletIds) or a tag that they have (tags), or remove the firewall",
  references: ["https://docs.digitalocean.com/products/networking/firewalls/", pulumiDocs("Firewall")],
  controls: {
    cis: ["4.4", "12.2"],
    iso27001: ["8.20"],
    soc2: ["CC6.6"],
    "pci-dss": ["1.2"],
    "nist-800-53": ["CM-6", "SC-7"],
  },
  good: [
    {
      title: "Droplets by ID, of this stack and of another one",
      resources: [
        { kind: "Droplet", name: "web", inputs: {} },
        { kind: "Firewall", name: "own", inputs: { dropletIds: [unknown] }, dependsOn: { dropletIds: ["web"] } },
        { kind: "Firewall", name: "other", inputs: { dropletIds: [512190] } },
      ],
    },
    {
      title: "Droplets by a tag, written or from a Tag of the program, and the nodes of a cluster",
      resources: [
        { kind: "Tag", name: "role", inputs: { name: "web" } },
        { kind: "DropletAutoscale", name: "pool", inputs: { dropletTemplate: { tags: ["Web"] } } },
        { kind: "Firewall", name: "edge", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
        { kind: "Firewall", name: "nodes", inputs: { tags: ["k8s"] } },
      ],
    },
  ],
  bad: [
    {
      title: "neither Droplets nor tags",
      resources: [
        { kind: "Firewall", name: "none", inputs: {} },
        { kind: "Firewall", name: "empty", inputs: { dropletIds: [], tags: [] } },
      ],
      fixed: {
        resources: [
          { kind: "Droplet", name: "web", inputs: { tags: ["web"] } },
          { kind: "Firewall", name: "none", inputs: { tags: ["web"] } },
        ],
        without: ["empty"],
      },
    },
    {
      title: "a tag that no Droplet has",
      resources: [
        { kind: "Droplet", name: "web", inputs: { tags: ["web"] } },
        { kind: "Firewall", name: "edge", inputs: { tags: ["wbe"] } },
      ],
      fixed: { resources: [{ kind: "Firewall", name: "edge", inputs: { tags: ["web"] } }] },
    },
  ],
  undecided: [
    {
      title: "Droplets or tags that are unknown until pulumi up",
      resources: [
        { kind: "Droplet", name: "web", inputs: { tags: ["web"] } },
        { kind: "Firewall", name: "ids", inputs: { dropletIds: unknown } },
        { kind: "Firewall", name: "tags", inputs: { tags: [unknown] } },
      ],
    },
  ],
  *check(stack) {
    const selectsDroplets = dropletSelection(stack);
    for (const firewall of stack.ofKind("Firewall")) {
      const answer = either(namesAny(firewall, "dropletIds", "Droplet"), selectsDroplets(firewall, "tags"));
      yield* requireYes(answer, firewall, {
        whether: "it applies to a Droplet",
        otherwise: `this firewall applies to no Droplet of this ${stack.extent}`,
      });
    }
  },
});
