import { unknown } from "../../view/value";
import { unclear } from "../kit/outcome";
import { references } from "../kit/references";
import { requireYes } from "../kit/require";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

export const uptimeCheckAlerted = defineRule({
  id: "uptime-check-alerted",
  group: "monitoring",
  scope: "stack",
  needs: ["unchanged-resources"],
  title: "Every uptime check has an alert.",
  severity: "medium",
  level: "advisory",
  kinds: ["UptimeCheck"],
  why:
    "A check without an alert measures an outage and tells nobody: someone has to look at the control panel to see it. " +
    "So each check needs an UptimeAlert whose checkId is that check, in this stack and under the same provider. " +
    "An unknown ID counts if it comes from the check. A check with enabled: false measures nothing and passes.",
  fix: "Add an UptimeAlert with checkId: check.id, a type such as down, and notifications",
  references: ["https://docs.digitalocean.com/products/uptime/", pulumiDocs("UptimeCheck"), pulumiDocs("UptimeAlert")],
  controls: { iso27001: ["8.16"], soc2: ["A1.1", "CC7.2"], "pci-dss": ["10.7"], "nist-800-53": ["CA-7"] },
  good: [
    {
      title: "an alert for the check",
      resources: [
        { kind: "UptimeCheck", name: "shop", inputs: { target: "https://www.example.com" } },
        {
          kind: "UptimeAlert",
          name: "down",
          inputs: { checkId: unknown, type: "down", period: "2m" },
          dependsOn: { checkId: ["shop"] },
        },
      ],
    },
    {
      title: "a check that is switched off",
      resources: [{ kind: "UptimeCheck", inputs: { target: "https://www.example.com", enabled: false } }],
    },
  ],
  bad: [
    {
      title: "no alert",
      resources: [{ kind: "UptimeCheck", name: "shop", inputs: { target: "https://www.example.com" } }],
      fixed: {
        resources: [
          {
            kind: "UptimeAlert",
            name: "down",
            inputs: { checkId: unknown, type: "down", period: "2m" },
            dependsOn: { checkId: ["shop"] },
          },
        ],
      },
    },
    {
      title: "an alert for another check",
      resources: [
        { kind: "UptimeCheck", name: "shop", inputs: { target: "https://www.example.com" } },
        { kind: "UptimeCheck", name: "api", inputs: { target: "https://api.example.com" } },
        {
          kind: "UptimeAlert",
          name: "down",
          inputs: { checkId: unknown, type: "down", period: "2m" },
          dependsOn: { checkId: ["shop"] },
        },
      ],
      fixed: {
        resources: [
          {
            kind: "UptimeAlert",
            name: "api-down",
            inputs: { checkId: unknown, type: "down", period: "2m" },
            dependsOn: { checkId: ["api"] },
          },
        ],
      },
    },
  ],
  undecided: [
    {
      title: "an alert whose check does not come from the program",
      resources: [
        { kind: "UptimeCheck", name: "shop", inputs: { target: "https://www.example.com" } },
        { kind: "UptimeAlert", name: "down", inputs: { checkId: unknown, type: "down", period: "2m" } },
      ],
    },
    {
      title: "a check that may turn out to be switched off",
      resources: [{ kind: "UptimeCheck", inputs: { target: "https://www.example.com", enabled: unknown } }],
    },
  ],
  *check(stack) {
    const alerts = references(stack, "UptimeAlert", "checkId");
    for (const check of stack.ofKind("UptimeCheck")) {
      const enabled = check.read("enabled");
      if (enabled.boolean() === false) continue;
      const answer = alerts.to(check);
      if (answer === "no" && enabled.opaque) {
        yield unclear(enabled, `whether it is enabled; no alert of this ${stack.extent} belongs to it, and`, enabled, {
          resource: check,
        });
        continue;
      }
      yield* requireYes(answer, check, {
        whether: "an alert belongs to it",
        otherwise: `no alert of this ${stack.extent} belongs to the uptime check`,
      });
    }
  },
});
