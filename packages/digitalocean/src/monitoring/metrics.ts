import { databaseMetrics } from "../parts/database-metrics";
import { dropletMetrics } from "../parts/droplet-metrics";
import type { Metric } from "../parts/metric";
import type { MonitoringThresholdArgs } from "./monitoring-baseline-args";

/** A metric, and the threshold that it is compared with. */
export interface BaselineMetric extends Metric {
  readonly threshold: keyof MonitoringThresholdArgs;
}

const ofDroplet = {
  cpu: "dropletCpu",
  memory: "dropletMemory",
  disk: "dropletDisk",
  load: "dropletLoad",
} as const satisfies Readonly<Record<string, keyof MonitoringThresholdArgs>>;

/** What is measured of Droplets. */
export function metricsOfDroplets(thresholds: MonitoringThresholdArgs): readonly BaselineMetric[] {
  const { dropletCpu: cpu, dropletMemory: memory, dropletDisk: disk, dropletLoad: load } = thresholds;
  return withThresholds(dropletMetrics({ cpu, memory, disk, load }), ofDroplet);
}

/** What is measured of load balancers. */
export function metricsOfLoadBalancers({
  loadBalancerCpu: cpu = 80,
  loadBalancerConnections: connections = 80,
  loadBalancerErrors: errors = 5,
}: MonitoringThresholdArgs): readonly BaselineMetric[] {
  const of = (metric: string): string => `v1/insights/lbaas/${metric}`;
  return [
    {
      suffix: "cpu",
      type: of("avg_cpu_utilization_percent"),
      value: cpu,
      words: `CPU use above ${cpu} %`,
      threshold: "loadBalancerCpu",
    },
    {
      suffix: "connections",
      type: of("connection_utilization_percent"),
      value: connections,
      words: `connections above ${connections} % of the maximum`,
      threshold: "loadBalancerConnections",
    },
    {
      suffix: "errors",
      type: of("increase_in_http_error_rate_percentage_5xx"),
      value: errors,
      words: `${errors} % more answers with a status of 500 and above`,
      threshold: "loadBalancerErrors",
    },
  ];
}

const ofDatabase = {
  cpu: "databaseCpu",
  memory: "databaseMemory",
  disk: "databaseDisk",
  load: "databaseLoad",
} as const satisfies Readonly<Record<string, keyof MonitoringThresholdArgs>>;

/** What is measured of databases. */
export function metricsOfDatabases(thresholds: MonitoringThresholdArgs): readonly BaselineMetric[] {
  const { databaseCpu: cpu, databaseMemory: memory, databaseDisk: disk, databaseLoad: load } = thresholds;
  return withThresholds(databaseMetrics({ cpu, memory, disk, load }), ofDatabase);
}

/** Metrics, each with the argument by its suffix. */
function withThresholds(
  metrics: readonly Metric[],
  thresholds: Readonly<Record<string, keyof MonitoringThresholdArgs>>,
): readonly BaselineMetric[] {
  return metrics.flatMap((metric) => {
    const threshold = thresholds[metric.suffix];
    return threshold === undefined ? [] : [{ ...metric, threshold }];
  });
}
