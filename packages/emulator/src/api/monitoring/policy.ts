import * as z from "zod";
import { tableOf } from "../../state/table.ts";
import { listOf } from "../list.ts";
import { notificationsSchema } from "../notifications.ts";

/** What can be measured, by the kind of what it is measured on. */
export const measures = {
  droplet: [
    "v1/insights/droplet/load_1",
    "v1/insights/droplet/load_5",
    "v1/insights/droplet/load_15",
    "v1/insights/droplet/memory_utilization_percent",
    "v1/insights/droplet/disk_utilization_percent",
    "v1/insights/droplet/cpu",
    "v1/insights/droplet/disk_read",
    "v1/insights/droplet/disk_write",
    "v1/insights/droplet/public_outbound_bandwidth",
    "v1/insights/droplet/public_inbound_bandwidth",
    "v1/insights/droplet/private_outbound_bandwidth",
    "v1/insights/droplet/private_inbound_bandwidth",
  ],
  loadBalancer: [
    "v1/insights/lbaas/avg_cpu_utilization_percent",
    "v1/insights/lbaas/connection_utilization_percent",
    "v1/insights/lbaas/droplet_health",
    "v1/insights/lbaas/tls_connections_per_second_utilization_percent",
    "v1/insights/lbaas/increase_in_http_error_rate_percentage_5xx",
    "v1/insights/lbaas/increase_in_http_error_rate_percentage_4xx",
    "v1/insights/lbaas/increase_in_http_error_rate_count_5xx",
    "v1/insights/lbaas/increase_in_http_error_rate_count_4xx",
    "v1/insights/lbaas/high_http_request_response_time",
    "v1/insights/lbaas/high_http_request_response_time_50p",
    "v1/insights/lbaas/high_http_request_response_time_95p",
    "v1/insights/lbaas/high_http_request_response_time_99p",
  ],
  database: [
    "v1/dbaas/alerts/load_15_alerts",
    "v1/dbaas/alerts/memory_utilization_alerts",
    "v1/dbaas/alerts/disk_utilization_alerts",
    "v1/dbaas/alerts/cpu_alerts",
  ],
  autoscalePool: [
    "v1/droplet/autoscale_alerts/current_instances",
    "v1/droplet/autoscale_alerts/target_instances",
    "v1/droplet/autoscale_alerts/current_cpu_utilization",
    "v1/droplet/autoscale_alerts/target_cpu_utilization",
    "v1/droplet/autoscale_alerts/current_memory_utilization",
    "v1/droplet/autoscale_alerts/target_memory_utilization",
    "v1/droplet/autoscale_alerts/scale_up",
    "v1/droplet/autoscale_alerts/scale_down",
  ],
} as const;

/** What a request says of a policy; clients send null for none. */
export const policyParts = z.object({
  alerts: notificationsSchema,
  compare: z.enum(["GreaterThan", "LessThan"]),
  description: z.string(),
  enabled: z
    .boolean()
    .nullish()
    .transform((enabled) => enabled ?? true),
  /** Ids; with no tags either, the policy is about all that the account has. */
  entities: listOf(z.string()),
  tags: listOf(z.string()),
  type: z.enum(Object.values(measures).flat()),
  value: z.number(),
  window: z.enum(["5m", "10m", "30m", "1h"]),
});

const policy = policyParts.extend({ uuid: z.string() });

/** When somebody is told of a measure. */
export type AlertPolicy = z.infer<typeof policy>;

export const policyTable = tableOf("alert_policies", policy);
