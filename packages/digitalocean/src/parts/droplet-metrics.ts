import * as z from "zod";
import { object, optional } from "../component/argument";
import type { DropletThresholdArgs } from "./droplet-threshold-args";
import type { Metric } from "./metric";

export const dropletThresholds = () => {
  const percent = () => optional(z.number().positive().max(100));
  return object<DropletThresholdArgs>({
    cpu: percent(),
    memory: percent(),
    disk: percent(),
    load: optional(z.number().positive()),
  });
};

/** What is measured of Droplets, each with its threshold. Without `load` there is no alert on load. */
export function dropletMetrics({
  cpu = 80,
  memory = 85,
  disk = 80,
  load,
}: Readonly<Partial<Record<keyof DropletThresholdArgs, number | undefined>>>): readonly Metric[] {
  const of = (suffix: string, metric: string, value: number, words: string): Metric => ({
    suffix,
    type: `v1/insights/droplet/${metric}`,
    value,
    words,
  });
  return [
    of("cpu", "cpu", cpu, `CPU use above ${cpu} %`),
    of("memory", "memory_utilization_percent", memory, `memory use above ${memory} %`),
    of("disk", "disk_utilization_percent", disk, `disk use above ${disk} %`),
    ...(load === undefined ? [] : [of("load", "load_5", load, `load over five minutes above ${load}`)]),
  ];
}
