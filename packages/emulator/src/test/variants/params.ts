/** What stands in the path of an operation, and in its query. */
export interface Params {
  /** What names something that is there, by parameter. */
  readonly known: Readonly<Record<string, string>>;
  /** What names nothing, for parameters of which that can be said. */
  readonly unknown: Readonly<Record<string, string>>;
  /** The path with the query that the operation must be asked with, of which parts are parameters, too. */
  readonly template: string;
  /** Parameters of which nothing here says what they can be. */
  readonly unsaid: readonly string[];
}

const uuid = "00000000-0000-4000-8000-000000000000";

/** By parameter: what is there, and what is not. */
const values: Readonly<Record<string, readonly [known: string, unknown: string]>> = {
  accesses: ["fetch", "none"],
  access_key: ["@spacesKey", "DO80000000000000000"],
  access_point_id: ["@accessPoint", uuid],
  account_urn: [`do:team:${uuid}`, "me"],
  aggregate: ["avg", "none"],
  alert_uuid: ["@policy", uuid],
  api_key_uuid: ["@openAiKey", uuid],
  app_id: ["@app", uuid],
  autoscale_pool_id: ["@pool", uuid],
  backup_id: ["@vectorBackup", "nothing"],
  byoip_prefix_uuid: ["@prefix", uuid],
  cdn_id: ["@cdn", uuid],
  certificate_id: ["@freeCertificate", uuid],
  check_id: ["@check", uuid],
  cluster_id: ["@kubernetes", uuid],
  component_name: ["site", "nothing"],
  database_cluster_uuid: ["@database", uuid],
  database_name: ["app", "nothing"],
  dedicated_inference_id: ["@inference", uuid],
  db_id: ["@mysql", uuid],
  deployment_id: ["@deployment", uuid],
  destination_uuid: ["@destination", uuid],
  direction: ["inbound", "upwards"],
  domain_name: ["example.com", "nothing.example"],
  domain_record_id: ["@record", "1"],
  droplet_id: ["@droplet", "1"],
  end: ["1798765200", "tomorrow"],
  end_date: ["2027-01-31", "tomorrow"],
  event_id: ["@deployment", uuid],
  finding_uuid: [uuid, uuid],
  firewall_id: ["@firewall", uuid],
  floating_ip: ["@reservedIp", "203.0.113.1"],
  garbage_collection_uuid: ["@collection", uuid],
  host_id: ["@droplet", "1"],
  image_id: ["@image", "1"],
  index_name: ["logs", "nothing"],
  interface: ["public", "none"],
  invoice_uuid: ["@invoice", uuid],
  job_invocation_id: ["@run", uuid],
  job_name: ["report", "nothing"],
  key_id: ["@functionsKey", "nothing"],
  lb_id: ["@loadBalancer", uuid],
  load: ["load1", "none"],
  logsink_id: ["@logsink", "nothing"],
  manifest_digest: ["@digest", "sha256:0"],
  migration_id: ["@migration", uuid],
  namespace_id: ["@namespace", "fn-nothing"],
  nfs_id: ["@share", uuid],
  nfs_snapshot_id: ["@shareSnapshot", uuid],
  node_id: ["@node", uuid],
  node_pool_id: ["@nodePool", uuid],
  operations: ["select", "none"],
  pa_id: ["@attachment", uuid],
  pool_name: ["pool-1", "nothing"],
  project_id: ["@project", uuid],
  registry_name: ["acme", "nothing"],
  replica_name: ["read-1", "nothing"],
  repository_name: ["shop%2Fweb", "nothing"],
  repository_tag: ["v2", "nothing"],
  reserved_ip: ["@reservedIp", "203.0.113.1"],
  reserved_ipv6: ["@reservedIpv6", "2001:db8::1"],
  scan_id: ["@scan", uuid],
  schema: ["app", ""],
  share_id: ["@share", uuid],
  sink_uuid: ["@sink", uuid],
  slug: ["apps-s-1vcpu-0.5gb", "nothing"],
  snapshot_id: ["@volumeSnapshot", uuid],
  ssh_key_identifier: ["@key", "1"],
  start: ["1798761600", "yesterday"],
  start_date: ["2027-01-01", "yesterday"],
  subject_name: ["order", "nothing"],
  subnet_id: ["@subnet", uuid],
  suppression_uuid: ["@suppression", uuid],
  tag_id: ["web", "nothing"],
  token_id: ["@inferenceToken", uuid],
  topic_name: ["orders", "nothing"],
  trigger_name: ["nightly", "nothing"],
  username: ["app", "nothing"],
  uuid: ["@openAiKey", uuid],
  version: ["1", "9"],
  volume_id: ["@freeVolume", uuid],
  vpc_id: ["@vpc", uuid],
  vpc_peering_id: ["@peering", uuid],
};

/** Those that one path names otherwise, by the path's beginning. */
const elsewhere: readonly (readonly [path: string, name: string, known: string, unknown: string])[] = [
  ["/v2/apps/{id}", "id", "@app", uuid],
  ["/v2/vpc_nat_gateways/{id}", "id", "@gateway", uuid],
  ["/v2/vector-databases/{id}", "id", "@vectorDatabase", uuid],
  ["/v2/apps/{app_id}/rollback/commit", "app_id", "@rolledBack", uuid],
  ["/v2/apps/{app_id}/rollback/revert", "app_id", "@rolledBack", uuid],
  ["/v2/apps/{app_id}/deployments/{deployment_id}/cancel", "app_id", "@rolledBack", uuid],
  ["/v2/apps/{app_id}/deployments/{deployment_id}/cancel", "deployment_id", "@begunDeployment", uuid],
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
  ["/v2/databases/{database_cluster_uuid}/config", "database_cluster_uuid", "@mysql", uuid],
  ["/v2/databases/{database_cluster_uuid}/indexes", "database_cluster_uuid", "@openSearch", uuid],
  ["/v2/databases/{database_cluster_uuid}/schema-registry", "database_cluster_uuid", "@kafka", uuid],
  ["/v2/databases/{database_cluster_uuid}/topics", "database_cluster_uuid", "@kafka", uuid],
  ["/v2/databases/{database_cluster_uuid}/upgrade", "database_cluster_uuid", "@oldDatabase", uuid],
  ["/v2/kubernetes/clusters/{cluster_id}/upgrade", "cluster_id", "@oldKubernetes", uuid],
  ["DELETE /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}", "node_pool_id", "@sparePool", uuid],
  ["/v2/registries/{registry_name}/garbage-collection", "registry_name", "busy", "nothing"],
  ["/v2/registry/{registry_name}/garbage-collection", "registry_name", "busy", "nothing"],
  ["POST /v2/registries/{registry_name}/garbage-collection", "registry_name", "acme", "nothing"],
  ["POST /v2/registry/{registry_name}/garbage-collection", "registry_name", "acme", "nothing"],
  ["/v2/load_balancers/{lb_id}/cache", "lb_id", "@globalBalancer", uuid],
  ["/v2/load_balancers/{lb_id}/droplets", "lb_id", "@freeBalancer", uuid],
  ["DELETE /v2/vpcs/{vpc_id}", "vpc_id", "@freeVpc", uuid],
];

const metrics = "/v2/monitoring/metrics";

/** What operations must be asked with, by how they begin. */
const queries: readonly (readonly [begin: string, query: string])[] = [
  ["DELETE /v2/droplets", "tag_name=web"],
  ["POST /v2/droplets/actions", "tag_name=web"],
  ["DELETE /v2/volumes", "name=free&region=nyc3"],
  [metrics, "start={start}&end={end}"],
  [`${metrics}/apps/`, "app_id={app_id}"],
  [`${metrics}/database/mysql/`, "db_id={db_id}"],
  ...["cpu_usage", "load", "memory_usage", "disk_usage"].map(
    (name) => [`${metrics}/database/mysql/${name}`, "aggregate={aggregate}"] as const,
  ),
  [`${metrics}/database/mysql/load`, "metric={load}"],
  [`${metrics}/database/mysql/op_rates`, "metric={operations}"],
  [`${metrics}/database/mysql/schema_`, "schema={schema}&metric={accesses}"],
  [`${metrics}/droplet/`, "host_id={host_id}"],
  [`${metrics}/droplet/bandwidth`, "interface={interface}&direction={direction}"],
  [`${metrics}/droplet_autoscale/`, "autoscale_pool_id={autoscale_pool_id}"],
  [`${metrics}/load_balancer/`, "lb_id={lb_id}"],
];

export function paramsOf(operation: string): Params {
  const [, path = ""] = operation.split(" ");
  const isOf = (begin: string) => operation === begin || path.startsWith(begin);
  const asked = queries.filter(([begin]) => isOf(begin)).map(([, query]) => query);
  const template = [path, ...asked].join("&").replace("&", "?");
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const said = names.flatMap((name) => {
    const own = elsewhere.findLast(([begin, param]) => param === name && isOf(begin))?.slice(2) ?? values[name];
    return own === undefined ? [] : [[name, ...own] as const];
  });
  return {
    known: Object.fromEntries(said.map(([name, known]) => [name, known])),
    unknown: Object.fromEntries(said.map(([name, _, unknown]) => [name, unknown])),
    template,
    unsaid: names.filter((name) => !said.some(([one]) => one === name)),
  };
}
