import type * as digitalocean from "@pulumi/digitalocean";

/** When an uptime check raises an alert. */
export type UptimeCondition = Pick<digitalocean.UptimeAlertArgs, "type" | "threshold" | "comparison" | "period">;

/** The conditions of a check, by what the name of each alert ends with. */
export function uptimeConditions(
  { latency = 1000, certificateDays = 14 }: { readonly latency?: number; readonly certificateDays?: number },
  isHttps: boolean,
): Readonly<Record<string, UptimeCondition>> {
  return {
    down: { type: "down", period: "2m" },
    latency: { type: "latency", threshold: latency, comparison: "greater_than", period: "5m" },
    ...(isHttps ? { certificate: { type: "ssl_expiry", threshold: certificateDays, comparison: "less_than" } } : {}),
  };
}
