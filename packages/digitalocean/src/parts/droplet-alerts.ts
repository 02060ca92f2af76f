import type * as digitalocean from "@pulumi/digitalocean";
import { isDeferred } from "../component/deferred";
import type { Design } from "../component/design";
import type { Recipients } from "./alert-recipients";
import { dropletMetrics } from "./droplet-metrics";
import type { DropletThresholdArgs } from "./droplet-threshold-args";
import { planMetricAlerts } from "./metric-alerts";
import type { Network } from "./network";

/** What a component takes whose Droplets are monitored. */
interface MonitoredArgs {
  size: string;
  alertEmails?: string[];
  alertThresholds?: DropletThresholdArgs;
  skipAlerts?: boolean;
  dropletArgs?: Partial<digitalocean.DropletArgs>;
  monitorAlertArgs?: Partial<digitalocean.MonitorAlertArgs>;
}

/** Plans the alerts on what the monitoring agent measures. */
export function planDropletAlerts(design: Design<MonitoredArgs>, network: Network, recipients: Recipients): void {
  // The vCPUs of a size matter only to who gets an alert on load.
  const { load = design.args.skipAlerts === true ? undefined : twiceTheCpus(design), ...thresholds } =
    design.args.alertThresholds ?? {};
  planMetricAlerts(design, dropletMetrics({ ...thresholds, load }), { tags: [network.tagName] }, recipients);
}

/** A Droplet whose load stays above twice its vCPUs keeps its work waiting as long as doing it. */
function twiceTheCpus({ args, faulty, problem }: Design<MonitoredArgs>): number {
  const size = args.dropletArgs?.size ?? args.size;
  const cpus = typeof size === "string" ? /(\d+)vcpu/.exec(size)?.[1] : undefined;
  if (cpus !== undefined) return 2 * Number(cpus);
  if (size !== undefined && !isDeferred(size) && !faulty("alertThresholds")) {
    problem("alertThresholds.load", `is missing: the number of vCPUs of the size "${size}" is unknown`);
  }
  return 1;
}
