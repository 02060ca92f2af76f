import type { MonitoringDesign } from "./design";
import type { MonitoringThresholdArgs } from "./monitoring-baseline-args";

/** The thresholds of the stack's environment. */
export interface Thresholds {
  readonly values: MonitoringThresholdArgs;
  /** The argument that says one of them, or would. */
  argumentOf(key: keyof MonitoringThresholdArgs): `thresholds.${string}` | `environmentThresholds.${string}`;
}

/** Lays those of the environment over those of every one. */
export function thresholdsOf({ args, settings }: MonitoringDesign): Thresholds {
  const { thresholds = {}, environmentThresholds = {} } = args;
  const { name = "" } = settings.environment ?? {};
  const own = Object.hasOwn(environmentThresholds, name) ? environmentThresholds[name] : undefined;
  return {
    values: { ...thresholds, ...own },
    argumentOf: (key) =>
      own?.[key] === undefined ? `thresholds.${key}` : (`environmentThresholds.${name}.${key}` as const),
  };
}
