import * as digitalocean from "@pulumi/digitalocean";
import { recipientsOf } from "../parts/recipients";
import type { KubernetesDesign } from "./design";
import type { NodeTag } from "./node-tag";

/** Plans the alerts on what DigitalOcean measures of the nodes. An alert that nobody gets must be given up aloud. */
export function planAlerts(design: KubernetesDesign, { tagName }: NodeTag): void {
  const { name, plan, args, given, problem, overlay } = design;
  const { skipAlerts } = args;
  const alerts = recipientsOf(design, { skipAlerts });
  if (skipAlerts === true) {
    if (given("monitorAlertArgs")) problem("monitorAlertArgs", "is for alerts, which skipAlerts turns off");
    return;
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
      alerts,
    };
    plan.child(digitalocean.MonitorAlert, {
      name: `${name}-alert-${suffix}`,
      ...overlay("monitorAlertArgs", own),
      from: { inputs: { value: `alertThresholds.${suffix}`, alerts: "alertEmails" } },
    });
  }
}
