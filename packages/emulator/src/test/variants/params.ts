/** What stands in the path of an operation. */
export interface Params {
  /** What names something that is there, by parameter. */
  readonly known: Readonly<Record<string, string>>;
  /** What names nothing, for parameters of which that can be said. */
  readonly unknown: Readonly<Record<string, string>>;
  /** What the operation must be asked with. */
  readonly query?: string;
}

const uuid = "00000000-0000-4000-8000-000000000000";

/** By parameter: what is there, and what is not. */
const values: Readonly<Record<string, readonly [known: string, unknown: string]>> = {
  access_key: ["@spacesKey", "DO80000000000000000"],
  alert_uuid: ["@policy", uuid],
  app_id: ["@app", uuid],
  autoscale_pool_id: ["@pool", uuid],
  cdn_id: ["@cdn", uuid],
  certificate_id: ["@freeCertificate", uuid],
  check_id: ["@check", uuid],
  cluster_id: ["@kubernetes", uuid],
  database_cluster_uuid: ["@database", uuid],
  database_name: ["app", "nothing"],
  deployment_id: ["@deployment", uuid],
  domain_name: ["example.com", "nothing.example"],
  domain_record_id: ["@record", "1"],
  droplet_id: ["@droplet", "1"],
  firewall_id: ["@firewall", uuid],
  floating_ip: ["@reservedIp", "203.0.113.1"],
  image_id: ["@image", "1"],
  invoice_uuid: ["@invoice", uuid],
  lb_id: ["@loadBalancer", uuid],
  logsink_id: ["@logsink", "nothing"],
  node_id: ["@node", uuid],
  node_pool_id: ["@nodePool", uuid],
  pool_name: ["pool-1", "nothing"],
  project_id: ["@project", uuid],
  registry_name: ["acme", "nothing"],
  replica_name: ["read-1", "nothing"],
  reserved_ip: ["@reservedIp", "203.0.113.1"],
  reserved_ipv6: ["@reservedIpv6", "2001:db8::1"],
  slug: ["apps-s-1vcpu-0.5gb", "nothing"],
  snapshot_id: ["@volumeSnapshot", uuid],
  ssh_key_identifier: ["@key", "1"],
  tag_id: ["web", "nothing"],
  username: ["app", "nothing"],
  volume_id: ["@freeVolume", uuid],
  vpc_id: ["@vpc", uuid],
  vpc_peering_id: ["@peering", uuid],
};

/** Those that one path names otherwise, by the path's beginning. */
const elsewhere: readonly (readonly [path: string, name: string, known: string, unknown: string])[] = [
  ["/v2/apps/{id}", "id", "@app", uuid],
  ["/v2/vpc_nat_gateways/{id}", "id", "@gateway", uuid],
  ["/v2/apps/{app_id}/alerts", "alert_id", "@appAlert", uuid],
  ["/v2/uptime/checks", "alert_id", "@alert", uuid],
  ["/v2/actions", "action_id", "@dropletAction", "1"],
  ["/v2/droplets", "action_id", "@dropletAction", "1"],
  ["/v2/images", "action_id", "@imageAction", "1"],
  ["/v2/volumes", "action_id", "@volumeAction", "1"],
  ["/v2/reserved_ips", "action_id", "@ipAction", "1"],
  ["/v2/floating_ips", "action_id", "@ipAction", "1"],
  ["/v2/droplets/{droplet_id}/destroy_with_associated_resources/status", "droplet_id", "@destroyed", "1"],
  ["/v2/volumes/{volume_id}/actions/{action_id}", "volume_id", "@volume", uuid],
  ["/v2/databases/{database_cluster_uuid}/eviction_policy", "database_cluster_uuid", "@valkey", uuid],
  ["/v2/databases/{database_cluster_uuid}/sql_mode", "database_cluster_uuid", "@mysql", uuid],
  ["/v2/databases/{database_cluster_uuid}/upgrade", "database_cluster_uuid", "@oldDatabase", uuid],
  ["/v2/kubernetes/clusters/{cluster_id}/upgrade", "cluster_id", "@oldKubernetes", uuid],
  ["DELETE /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}", "node_pool_id", "@sparePool", uuid],
  ["/v2/load_balancers/{lb_id}/cache", "lb_id", "@globalBalancer", uuid],
  ["/v2/load_balancers/{lb_id}/droplets", "lb_id", "@freeBalancer", uuid],
  ["DELETE /v2/vpcs/{vpc_id}", "vpc_id", "@freeVpc", uuid],
];

/** What an operation must be asked with. */
const queries: Readonly<Record<string, string>> = {
  "DELETE /v2/droplets": "?tag_name=web",
  "POST /v2/droplets/actions": "?tag_name=web",
  "DELETE /v2/volumes": "?name=free&region=nyc3",
};

/** In the path of an operation of which nothing above says what a parameter can be. */
export const unsaid = "unsaid";

export function paramsOf(operation: string): Params {
  const [, path = ""] = operation.split(" ");
  const pairs = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => {
    const own = elsewhere.findLast(
      ([prefix, param]) => param === name && (path.startsWith(prefix) || operation === prefix),
    );
    const [known, unknown] = own === undefined ? (values[name] ?? [unsaid, uuid]) : [own[2], own[3]];
    return [name, known, unknown] as const;
  });
  const query = queries[operation];
  return {
    known: Object.fromEntries(pairs.map(([name, known]) => [name, known])),
    unknown: Object.fromEntries(pairs.map(([name, _, unknown]) => [name, unknown])),
    ...(query === undefined ? {} : { query }),
  };
}
