import { openApi, provider } from "./citations";
import type { Limit } from "./limit";

const bounds = ["minInstances", "maxInstances"];
const targets = ["targetCpuUtilization", "targetMemoryUtilization"];

/** How a pool grows: to a number, or between two bounds by the load of its Droplets. */
export const autoscaleConfig: Limit = {
  path: "config",
  allowed:
    "targetNumberInstances alone, or minInstances and maxInstances with targetCpuUtilization or targetMemoryUtilization",
  citation: `${openApi}; ${provider}`,
  judge(config) {
    if (config.opaque) return config;
    const has = (key: string) => config.get(key).present;
    if (has("targetNumberInstances")) {
      const beside = [...bounds, ...targets, "cooldownMinutes"].filter(has);
      return beside.length === 0 ? undefined : `targetNumberInstances is set together with ${beside.join(", ")}`;
    }
    const missing = [...bounds.filter((key) => !has(key)), ...(targets.some(has) ? [] : ["a target"])];
    return missing.length === 0 ? undefined : `missing: ${missing.join(", ")}`;
  },
};
