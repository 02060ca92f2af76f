import { quoted } from "../../view/quoted";
import { unknown, type Value } from "../../view/value";
import { itemsOf } from "../kit/items";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource } from "../rule";
import { agents } from "./agents";

const deployed = (visibility: Value): ExampleResource => ({
  kind: "GradientaiAgent",
  inputs: { deployments: [{ visibility }] },
});

export const aiAgentPrivate = defineRule({
  id: "ai-agent-private",
  group: "ai",
  scope: "resource",
  title: "No AI agent has a public endpoint.",
  severity: "high",
  level: "mandatory",
  kinds: agents,
  why:
    "Anyone who can reach an agent can query its knowledge bases and functions, and run up its token bill. " +
    "A private endpoint, the default, answers only within the account and with an access key; a public one can be embedded as a chatbot without a key (DigitalOcean docs, Use Agents). " +
    "VISIBILITY_PRIVATE, VISIBILITY_PLAYGROUND and VISIBILITY_DISABLED pass. " +
    "The provider sends the visibility only with an update (terraform-provider-digitalocean): what a program writes takes effect with the second `pulumi up`. What was made public in the control panel cannot be seen here.",
  fix: 'Set visibility: "VISIBILITY_PRIVATE" in deployments, or leave deployments out; give a public chatbot an agent of its own, without confidential knowledge, and exempt that one',
  references: [
    "https://docs.digitalocean.com/products/gradient-ai-platform/how-to/use-agents/",
    pulumiDocs("GradientaiAgent"),
  ],
  controls: { cis: ["3.3"], iso27001: ["8.3"], soc2: ["CC6.1", "CC6.6"], "nist-800-53": ["AC-3"] },
  good: [
    {
      title: "private, explicitly or by default",
      resources: [deployed("VISIBILITY_PRIVATE"), { kind: "GradientaiAgent", name: "default", inputs: {} }],
    },
  ],
  bad: [
    {
      title: "public",
      resources: [deployed("VISIBILITY_PUBLIC")],
      fixed: { resources: [deployed("VISIBILITY_PRIVATE")] },
    },
    {
      title: "public, under the deprecated name of the class",
      resources: [{ kind: "GenaiAgent", inputs: { deployments: [{ visibility: "VISIBILITY_PUBLIC" }] } }],
      fixed: { resources: [{ kind: "GenaiAgent", inputs: {} }] },
    },
    {
      title: "a value that DigitalOcean does not know",
      resources: [deployed("internal")],
      fixed: { resources: [deployed("VISIBILITY_PRIVATE")] },
    },
  ],
  undecided: [
    { title: "unknown until pulumi up", resources: [deployed(unknown)] },
    {
      title: "deployments that are unknown until pulumi up",
      resources: [{ kind: "GradientaiAgent", inputs: { deployments: unknown } }],
    },
  ],
  *check(agent) {
    const deployments = agent.read("deployments");
    for (const deployment of deployments.opaque ? [deployments] : itemsOf(deployments)) {
      const visibility = deployment.get("visibility");
      const word = visibility.text();
      if (deployment.opaque || (visibility.present && word === undefined)) {
        yield unclear(visibility, "whether the agent's endpoint is public", visibility);
      } else if (word === "VISIBILITY_PUBLIC") {
        yield violation(visibility, "the agent has a public endpoint");
      } else if (word !== undefined && !restricted.includes(word)) {
        yield violation(visibility, `the visibility ${quoted(agent, visibility)} is not a known one`);
      }
    }
  },
});

const restricted = ["VISIBILITY_PRIVATE", "VISIBILITY_PLAYGROUND", "VISIBILITY_DISABLED"];
