import * as digitalocean from "@pulumi/digitalocean";
import type { KubernetesDesign } from "./design";
import type { NodeTag } from "./node-tag";

/** Plans the alerts on what DigitalOcean measures of the nodes. An alert that nobody gets must be given up aloud. */
export function planAlerts(
  { name, plan, args, given, problem, overlay }: KubernetesDesign,
  { tagName }: NodeTag,
): void {
  const { alertEmails: emails = [], alertSlacks: slacks = [], skipAlerts = false } = args;
  if (skipAlerts) {
    for (const argument of ["alertEmails", "alertSlacks", "alertThresholds", "monitorAlertArgs"] as const) {
      if (given(argument)) {
        problem(argument, "is for alerts, which skipAlerts turns off", { hint: "remove one of the two" });
      }
    }
    return;
  }
  if (emails.length === 0 && slacks.length === 0 && !given("alertSlacks")) {
    problem("alertEmails", "nobody would receive the alerts", {
      hint: "set alertEmails or alertSlacks, or skipAlerts",
    });
  }
  const { cpu = 80, memory = 85, disk = 80 } = args.alertThresholds ?? {};
  const metrics = [
    ["cpu", "cpu", cpu, "CPU"],
    ["memory", "memory_utilization_percent", memory, "memory"],
    ["disk", "disk_utilization_percent", disk, "disk"],
  ] as const;
  for (const [suffix, metric, value, what] of metrics) {
    const own: digitalocean.MonitorAlertArgs = {
      type: `v1/insights/droplet/${metric}`,
      compare: "GreaterThan",
      value,
      window: "5m",
      description: `${name}: ${what} use of a node above ${value} %`,
      tags: [tagName],
      alerts: { emails, slacks },
    };
    plan.child(digitalocean.MonitorAlert, {
      name: `${name}-alert-${suffix}`,
      ...overlay("monitorAlertArgs", own),
      from: { inputs: { value: `alertThresholds.${suffix}`, alerts: "alertEmails" } },
    });
  }
}
