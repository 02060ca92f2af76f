import { dropletMetrics, type Metric } from "../parts/droplet-metrics";
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
  const metrics = dropletMetrics({ cpu, memory, disk, load });
  return Object.entries(ofDroplet).flatMap(([suffix, threshold]) =>
    metrics.flatMap((metric) => (metric.suffix === suffix ? [{ ...metric, threshold }] : [])),
  );
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

/** What is measured of databases. */
export function metricsOfDatabases({
  databaseCpu: cpu = 80,
  databaseMemory: memory = 90,
  databaseDisk: disk = 80,
  databaseLoad: load,
}: MonitoringThresholdArgs): readonly BaselineMetric[] {
  const of = (metric: string): string => `v1/dbaas/alerts/${metric}_alerts`;
  return [
    { suffix: "cpu", type: of("cpu"), value: cpu, words: `CPU use above ${cpu} %`, threshold: "databaseCpu" },
    {
      suffix: "memory",
      type: of("memory_utilization"),
      value: memory,
      words: `memory use above ${memory} %`,
      threshold: "databaseMemory",
    },
    {
      suffix: "disk",
      type: of("disk_utilization"),
      value: disk,
      words: `disk use above ${disk} %`,
      threshold: "databaseDisk",
    },
    ...(load === undefined
      ? []
      : [
          {
            suffix: "load",
            type: of("load_15"),
            value: load,
            words: `load over 15 minutes above ${load}`,
            threshold: "databaseLoad",
          } as const,
        ]),
  ];
}
