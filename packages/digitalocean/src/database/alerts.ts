import type * as pulumi from "@pulumi/pulumi";
import { databaseMetrics } from "../parts/database-metrics";
import { planMetricAlerts } from "../parts/metric-alerts";
import { recipientsOf } from "../parts/recipients";
import type { DatabaseDesign } from "./design";

/** Plans the alerts on what DigitalOcean measures of the cluster. */
export function planAlerts(design: DatabaseDesign, clusterId: pulumi.Output<string>): void {
  const { skipAlerts, alertThresholds = {} } = design.args;
  const recipients = recipientsOf(design, { skipAlerts });
  planMetricAlerts(design, databaseMetrics(alertThresholds), { entities: [clusterId] }, recipients);
}
