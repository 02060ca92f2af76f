import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import { recipientsOf } from "../parts/recipients";
import type { DatabaseDesign } from "./design";

/** Plans the alerts on what DigitalOcean measures of the cluster. */
export function planAlerts(design: DatabaseDesign, clusterId: pulumi.Output<string>): void {
  const { name, plan, args, given, problem, overlay } = design;
  const { skipAlerts } = args;
  const alerts = recipientsOf(design, { skipAlerts });
  if (skipAlerts === true) {
    if (given("monitorAlertArgs")) problem("monitorAlertArgs", "is for alerts, which skipAlerts turns off");
    return;
  }
  const { cpu = 80, memory = 85, disk = 80 } = args.alertThresholds ?? {};
  const metrics = [
    ["cpu", "cpu", cpu, `CPU use above ${cpu} %`],
    ["memory", "memory_utilization", memory, `memory use above ${memory} %`],
    ["disk", "disk_utilization", disk, `disk use above ${disk} %`],
  ] as const;
  for (const [suffix, metric, value, words] of metrics) {
    const own: digitalocean.MonitorAlertArgs = {
      type: `v1/dbaas/alerts/${metric}_alerts`,
      compare: "GreaterThan",
      value,
      window: "5m",
      description: `${name}: ${words}`,
      entities: [clusterId],
      alerts,
    };
    plan.child(digitalocean.MonitorAlert, {
      name: `${name}-alert-${suffix}`,
      ...overlay("monitorAlertArgs", own),
      from: { inputs: { value: `alertThresholds.${suffix}`, alerts: "alertEmails" } },
    });
  }
}
