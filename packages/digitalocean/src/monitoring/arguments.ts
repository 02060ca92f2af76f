import * as z from "zod";
import { type Arguments, object, optional, overrides, required } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { childKey, input, text } from "../component/schema";
import { recipientArguments } from "../parts/alert-recipients";
import type { MonitoredSiteArgs, MonitoringBaselineArgs, MonitoringThresholdArgs } from "./monitoring-baseline-args";

/** The arguments of a MonitoringBaseline. */
export const monitoringArguments = declareArguments((): Arguments<MonitoringBaselineArgs> => {
  const watched = () => optional(input(z.array(input(text()))));
  const bySites = "use the component's sites";
  return {
    ...governedArguments(),
    dropletTags: watched(),
    dropletIds: watched(),
    loadBalancerIds: watched(),
    databaseTags: watched(),
    databaseIds: watched(),
    sites: optional(
      z.record(
        childKey(),
        object<MonitoredSiteArgs>({
          target: required(input(text())),
          type: optional(z.string()),
          regions: optional(z.array(z.string())),
        }),
      ),
    ),
    ...recipientArguments(),
    thresholds: optional(thresholds()),
    environmentThresholds: optional(z.record(text(), thresholds())),
    monitorAlertArgs: overrides({
      type: "the baseline has one alert for each metric",
      value: "use the component's thresholds",
      entities: "use the component's dropletIds, loadBalancerIds and databaseIds",
      tags: "use the component's dropletTags and databaseTags",
      alerts: "use the component's alertEmails and alertSlacks",
    }),
    uptimeCheckArgs: overrides({ target: bySites, type: bySites, regions: bySites }),
  };
});

function thresholds(): z.ZodType<MonitoringThresholdArgs> {
  const percent = () => optional(z.number().positive().max(100));
  const load = () => optional(z.number().positive());
  return object<MonitoringThresholdArgs>({
    dropletCpu: percent(),
    dropletMemory: percent(),
    dropletDisk: percent(),
    dropletLoad: load(),
    loadBalancerCpu: percent(),
    loadBalancerConnections: percent(),
    loadBalancerErrors: percent(),
    databaseCpu: percent(),
    databaseMemory: percent(),
    databaseDisk: percent(),
    databaseLoad: load(),
    latency: optional(z.int().positive()),
    certificateDays: optional(z.int().positive()),
  });
}
