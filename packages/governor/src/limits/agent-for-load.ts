import { openApi } from "./citations";
import type { Limit } from "./limit";

/** A pool that grows with the load of its Droplets learns of it from their agent. */
export const agentForLoad: Limit = {
  path: "dropletTemplate.withDropletAgent",
  allowed: "true where the pool scales by targetCpuUtilization or targetMemoryUtilization",
  citation: openApi,
  judge(agent, pool) {
    if (agent.boolean() !== false) return undefined;
    const target = ["targetCpuUtilization", "targetMemoryUtilization"].find(
      (key) => pool.read(`config.${key}`).present,
    );
    return target === undefined ? undefined : `is false, and config has ${target}`;
  },
};
