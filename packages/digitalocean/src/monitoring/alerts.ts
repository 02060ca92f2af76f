import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { Recipients } from "../parts/alert-recipients";
import { metricAlert } from "../parts/metric-alerts";
import type { MonitoringDesign } from "./design";
import { type BaselineMetric, metricsOfDatabases, metricsOfDroplets, metricsOfLoadBalancers } from "./metrics";
import type { Thresholds } from "./thresholds";

/** What is watched together. */
interface Group {
  /** What names and descriptions call it. */
  readonly suffix: string;
  readonly words: string;
  readonly ids: "dropletIds" | "loadBalancerIds" | "databaseIds";
  readonly tags?: "dropletTags" | "databaseTags";
  readonly metrics: readonly BaselineMetric[];
}

/** Plans the alerts on Droplets, load balancers and databases. Their number does not depend on how many are watched. */
export function planAlerts(
  design: MonitoringDesign,
  thresholds: Thresholds,
  recipients: Recipients,
): readonly Planned<digitalocean.MonitorAlert>[] {
  const { name, plan, args, overlay } = design;
  const { values, argumentOf } = thresholds;
  const groups: readonly Group[] = [
    { suffix: "droplet", words: "Droplet", ids: "dropletIds", tags: "dropletTags", metrics: metricsOfDroplets(values) },
    {
      suffix: "load-balancer",
      words: "load balancer",
      ids: "loadBalancerIds",
      metrics: metricsOfLoadBalancers(values),
    },
    {
      suffix: "database",
      words: "database",
      ids: "databaseIds",
      tags: "databaseTags",
      metrics: metricsOfDatabases(values),
    },
  ];
  return groups.flatMap((group) => {
    const entities = args[group.ids];
    const tags = group.tags === undefined ? undefined : args[group.tags];
    if (entities === undefined && tags === undefined) return [];
    const target = entities === undefined ? (group.tags ?? group.ids) : group.ids;
    return group.metrics.map((metric) => {
      const words = `${group.words} ${metric.words}`;
      const own: digitalocean.MonitorAlertArgs = {
        ...metricAlert(name, { ...metric, words }, recipients),
        ...(entities === undefined ? {} : { entities }),
        ...(tags === undefined ? {} : { tags }),
      };
      return plan.child(digitalocean.MonitorAlert, {
        name: `${name}-${group.suffix}-${metric.suffix}`,
        ...overlay("monitorAlertArgs", own),
        from: {
          inputs: { value: argumentOf(metric.threshold), alerts: "alertEmails", entities: target },
          mirrors: group.tags === undefined ? {} : { tags: group.tags },
          whole: target,
        },
      });
    });
  });
}
