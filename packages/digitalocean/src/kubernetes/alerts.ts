import { dropletMetrics } from "../parts/droplet-metrics";
import { planMetricAlerts } from "../parts/metric-alerts";
import { recipientsOf } from "../parts/recipients";
import type { KubernetesDesign } from "./design";
import type { NodeTag } from "./node-tag";

/** Plans the alerts on what DigitalOcean measures of the nodes. */
export function planAlerts(design: KubernetesDesign, { tagName }: NodeTag): void {
  const { skipAlerts, alertThresholds = {} } = design.args;
  const recipients = recipientsOf(design, { skipAlerts });
  const metrics = dropletMetrics(alertThresholds).map((metric) => ({ ...metric, words: `node ${metric.words}` }));
  planMetricAlerts(design, metrics, { tags: [tagName] }, recipients);
}
