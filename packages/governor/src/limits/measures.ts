const droplet = [
  "load_1",
  "load_5",
  "load_15",
  "memory_utilization_percent",
  "disk_utilization_percent",
  "cpu",
  "disk_read",
  "disk_write",
  "public_outbound_bandwidth",
  "public_inbound_bandwidth",
  "private_outbound_bandwidth",
  "private_inbound_bandwidth",
];
const loadBalancer = [
  "avg_cpu_utilization_percent",
  "connection_utilization_percent",
  "droplet_health",
  "tls_connections_per_second_utilization_percent",
  "increase_in_http_error_rate_percentage_5xx",
  "increase_in_http_error_rate_percentage_4xx",
  "increase_in_http_error_rate_count_5xx",
  "increase_in_http_error_rate_count_4xx",
  "high_http_request_response_time",
  "high_http_request_response_time_50p",
  "high_http_request_response_time_95p",
  "high_http_request_response_time_99p",
];
const database = ["load_15", "memory_utilization", "disk_utilization", "cpu"];
const autoscalePool = [
  "current_instances",
  "target_instances",
  "current_cpu_utilization",
  "target_cpu_utilization",
  "current_memory_utilization",
  "target_memory_utilization",
  "scale_up",
  "scale_down",
];

/** What an alert policy can be about, by what is measured. Source: DigitalOcean's OpenAPI (7 Aug 2026). */
export const measuresOf = {
  droplet: droplet.map((one) => `v1/insights/droplet/${one}`),
  loadBalancer: loadBalancer.map((one) => `v1/insights/lbaas/${one}`),
  database: database.map((one) => `v1/dbaas/alerts/${one}_alerts`),
  autoscalePool: autoscalePool.map((one) => `v1/droplet/autoscale_alerts/${one}`),
};

/** All that an alert policy can be about. */
export const measures: readonly string[] = Object.values(measuresOf).flat();
