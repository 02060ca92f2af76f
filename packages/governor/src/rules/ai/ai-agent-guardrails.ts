import type { Property } from "../../view/property";
import { unknown, type Value } from "../../view/value";
import { itemsOf } from "../kit/items";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource } from "../rule";
import { agents } from "./agents";

const guarded = (...agentGuardrails: readonly Value[]): ExampleResource => ({
  kind: "GradientaiAgent",
  inputs: { agentGuardrails },
});

const guardrail = { guardrailUuid: "5a4981aa-9653-4bd1-bef5-d6bff52042e4", isAttached: true };

export const aiAgentGuardrails = defineRule({
  id: "ai-agent-guardrails",
  group: "ai",
  scope: "resource",
  title: "Every AI agent has a guardrail.",
  severity: "medium",
  level: "advisory",
  kinds: agents,
  why:
    "A guardrail replaces an answer when a message holds sensitive data, tries to override the agent's instructions or asks for harmful content; without one, those instructions are the only protection. " +
    "The provider reads an agent's guardrails but does not attach them (terraform-provider-digitalocean): attach them in the control panel or through the API, and list them in agentGuardrails, so that the program says which ones there are and `pulumi refresh` shows when one is gone. " +
    "A guardrail with isAttached: false does not count.",
  fix: "Attach a guardrail to the agent in the control panel or through the API, and list it in agentGuardrails with its guardrailUuid",
  references: [
    "https://docs.digitalocean.com/reference/dots/reference/agent-platform-api/genai-attach-agent-guardrails/",
    pulumiDocs("GradientaiAgent"),
  ],
  controls: { iso27001: ["8.12", "8.26"], "nist-800-53": ["SI-10", "SI-15"] },
  good: [{ title: "a guardrail", resources: [guarded(guardrail)] }],
  bad: [
    {
      title: "no guardrail",
      resources: [{ kind: "GradientaiAgent", inputs: {} }],
      fixed: { resources: [guarded(guardrail)] },
    },
    {
      title: "a guardrail that is not attached",
      resources: [guarded({ ...guardrail, isAttached: false })],
      fixed: { resources: [guarded(guardrail)] },
    },
    {
      title: "an empty list, under the deprecated name of the class",
      resources: [{ kind: "GenaiAgent", inputs: { agentGuardrails: [] } }],
      fixed: { resources: [{ kind: "GenaiAgent", inputs: { agentGuardrails: [guardrail] } }] },
    },
  ],
  undecided: [
    {
      title: "guardrails that are unknown until pulumi up",
      resources: [
        { kind: "GradientaiAgent", name: "list", inputs: { agentGuardrails: unknown } },
        { kind: "GradientaiAgent", name: "switch", inputs: { agentGuardrails: [{ isAttached: unknown }] } },
      ],
    },
  ],
  *check(agent) {
    const guardrails = agent.read("agentGuardrails");
    let doubt: Property | undefined;
    for (const item of guardrails.opaque ? [guardrails] : itemsOf(guardrails)) {
      const attached = item.get("isAttached");
      if (item.isObject && (!attached.present || attached.boolean() === true)) return;
      if (!item.isObject) doubt ??= item;
      else if (attached.boolean() === undefined) doubt ??= attached;
    }
    if (doubt === undefined) yield violation(guardrails, "the agent has no guardrail");
    else yield unclear(guardrails, "whether the agent has a guardrail", doubt);
  },
});
