import type { Metric } from "./metric";

/** From where on an alert about a database is sent. */
interface DatabaseThresholds {
  readonly cpu?: number | undefined;
  readonly memory?: number | undefined;
  readonly disk?: number | undefined;
  readonly load?: number | undefined;
}

/** What is measured of databases, each with its threshold. Without `load` there is no alert on load. */
export function databaseMetrics({ cpu = 80, memory = 90, disk = 80, load }: DatabaseThresholds): readonly Metric[] {
  const of = (suffix: string, metric: string, value: number, words: string): Metric => ({
    suffix,
    type: `v1/dbaas/alerts/${metric}_alerts`,
    value,
    words,
  });
  return [
    of("cpu", "cpu", cpu, `CPU use above ${cpu} %`),
    of("memory", "memory_utilization", memory, `memory use above ${memory} %`),
    of("disk", "disk_utilization", disk, `disk use above ${disk} %`),
    ...(load === undefined ? [] : [of("load", "load_15", load, `load over 15 minutes above ${load}`)]),
  ];
}
