import { unknown } from "../../view/value";
import { either } from "../kit/answer";
import { requireYes } from "../kit/require";
import { dropletSelection, namesAny } from "../kit/targeted";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

export const loadBalancerHasTargets = defineRule({
  id: "load-balancer-has-targets",
  group: "load-balancer",
  scope: "stack",
  needs: ["unchanged-resources"],
  title: "Every load balancer has targets.",
  severity: "medium",
  level: "advisory",
  kinds: ["LoadBalancer"],
  why:
    "A load balancer without targets answers every request with an error and costs as much as one that works; usually a tag is misspelled, or the Droplets are gone. " +
    "Targets are the Droplets in dropletIds, those of the stack with the dropletTag (single ones, those of an autoscale pool or the nodes of a Kubernetes cluster), and the balancers in targetLoadBalancerIds of a GLOBAL one. What is named by ID may be in another stack. " +
    "If the Droplets of a tag are in another stack, exempt the balancer. One that a Kubernetes Service creates is not part of the program, and so is not judged.",
  fix: "Give the load balancer the Droplets' IDs (dropletIds), a tag that they have (dropletTag) or, with type GLOBAL, other balancers (targetLoadBalancerIds); or remove it",
  references: [
    "https://docs.digitalocean.com/products/networking/load-balancers/how-to/manage/",
    pulumiDocs("LoadBalancer"),
  ],
  controls: { iso27001: ["8.14"], soc2: ["A1.1", "A1.2"], "nist-800-53": ["CM-8", "CP-10"] },
  good: [
    {
      title: "by ID, by tag, and balancers behind a global one",
      resources: [
        { kind: "Tag", name: "role", inputs: { name: "web" } },
        { kind: "Droplet", name: "web", inputs: { tags: [unknown] }, dependsOn: { tags: ["role"] } },
        { kind: "LoadBalancer", name: "id", inputs: { dropletIds: [unknown] }, dependsOn: { dropletIds: ["web"] } },
        { kind: "LoadBalancer", name: "written", inputs: { dropletTag: "web" } },
        { kind: "LoadBalancer", name: "linked", inputs: { dropletTag: unknown }, dependsOn: { dropletTag: ["role"] } },
        {
          kind: "LoadBalancer",
          name: "global",
          inputs: { type: "GLOBAL", targetLoadBalancerIds: [unknown] },
          dependsOn: { targetLoadBalancerIds: ["id"] },
        },
      ],
    },
  ],
  bad: [
    {
      title: "no targets",
      resources: [
        { kind: "LoadBalancer", name: "regional", inputs: { dropletIds: [] } },
        { kind: "LoadBalancer", name: "global", inputs: { type: "GLOBAL" } },
      ],
      fixed: {
        resources: [
          { kind: "LoadBalancer", name: "regional", inputs: { dropletIds: [512190] } },
          {
            kind: "LoadBalancer",
            name: "global",
            inputs: { type: "GLOBAL", targetLoadBalancerIds: ["4de7ac8b-495b-4884-9a69-1050c6793cd6"] },
          },
        ],
      },
    },
    {
      title: "a tag that no Droplet has",
      resources: [
        { kind: "Droplet", name: "web", inputs: { tags: ["web"] } },
        { kind: "LoadBalancer", name: "balancer", inputs: { dropletTag: "wbe" } },
      ],
      fixed: { resources: [{ kind: "LoadBalancer", name: "balancer", inputs: { dropletTag: "web" } }] },
    },
  ],
  undecided: [
    {
      title: "Droplets or a tag that are unknown until pulumi up",
      resources: [
        { kind: "Droplet", name: "web", inputs: { tags: ["web"] } },
        { kind: "LoadBalancer", name: "ids", inputs: { dropletIds: unknown } },
        { kind: "LoadBalancer", name: "tag", inputs: { dropletTag: unknown } },
      ],
    },
  ],
  *check(stack) {
    const selectsDroplets = dropletSelection(stack);
    for (const balancer of stack.ofKind("LoadBalancer")) {
      const answer = either(
        namesAny(balancer, "dropletIds", "Droplet"),
        namesAny(balancer, "targetLoadBalancerIds", "LoadBalancer"),
        selectsDroplets(balancer, "dropletTag"),
      );
      yield* requireYes(answer, balancer, {
        whether: "this load balancer has targets",
        otherwise: `this load balancer has no targets in this ${stack.extent}`,
      });
    }
  },
});
