import * as digitalocean from "@pulumi/digitalocean";
import { isDeferred } from "../component/deferred";
import type { Design } from "../component/design";
import type { Recipients } from "./alert-recipients";
import type { Network } from "./network";

/** What a component takes whose Droplets are monitored. */
interface MonitoredArgs {
  size: string;
  alertEmails?: string[];
  alertThresholds?: {
    cpu?: number;
    memory?: number;
    disk?: number;
    load?: number;
  };
  skipAlerts?: boolean;
  dropletArgs?: Partial<digitalocean.DropletArgs>;
  monitorAlertArgs?: Partial<digitalocean.MonitorAlertArgs>;
}

/** Plans the alerts on what the monitoring agent measures. */
export function planDropletAlerts(
  design: Design<MonitoredArgs>,
  network: Network,
  { emails, slacks }: Recipients,
): void {
  const { name, plan, args, given, problem, overlay } = design;
  if (args.skipAlerts === true) {
    if (given("monitorAlertArgs")) problem("monitorAlertArgs", "is for alerts, which skipAlerts turns off");
    return;
  }
  const { cpu = 80, memory = 85, disk = 80, load = twiceTheCpus(design) } = args.alertThresholds ?? {};
  const metrics = [
    ["cpu", "cpu", cpu, `CPU use above ${cpu} %`],
    ["memory", "memory_utilization_percent", memory, `memory use above ${memory} %`],
    ["disk", "disk_utilization_percent", disk, `disk use above ${disk} %`],
    ["load", "load_5", load, `load over five minutes above ${load}`],
  ] as const;
  for (const [suffix, metric, value, words] of metrics) {
    const own: digitalocean.MonitorAlertArgs = {
      type: `v1/insights/droplet/${metric}`,
      compare: "GreaterThan",
      value,
      window: "5m",
      description: `${name}: ${words}`,
      tags: [network.tagName],
      alerts: { emails, slacks },
    };
    plan.child(digitalocean.MonitorAlert, {
      name: `${name}-alert-${suffix}`,
      ...overlay("monitorAlertArgs", own),
      from: { inputs: { value: `alertThresholds.${suffix}`, alerts: "alertEmails" } },
    });
  }
}

/** A Droplet whose load stays above twice its vCPUs keeps its work waiting as long as doing it. */
function twiceTheCpus({ args, problem }: Design<MonitoredArgs>): number {
  const size = args.dropletArgs?.size ?? args.size;
  const cpus = typeof size === "string" ? /(\d+)vcpu/.exec(size)?.[1] : undefined;
  if (cpus !== undefined) return 2 * Number(cpus);
  if (size !== undefined && !isDeferred(size)) {
    problem("alertThresholds.load", `is missing: the number of vCPUs of the size "${size}" is unknown`);
  }
  return 1;
}
