import { type Shape, shapeFor } from "./shape.ts";

const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGdsb3JpYSBpbiBleGNlbHNpcyBkZW8gZXQgaW4gdGVy other@example.com";
const forwarding = { entry_protocol: "http", entry_port: 80, target_protocol: "http", target_port: 80 };
const rule = { protocol: "tcp", ports: "443", sources: { addresses: ["0.0.0.0/0"] } };
const template = { region: "nyc3", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", ssh_keys: ["@keyText"] };
const notifications = { email: ["ops@example.com"], slack: [] };
const policy = {
  ...{ type: "v1/insights/droplet/cpu", compare: "GreaterThan", value: 80, window: "5m", description: "busy" },
  ...{ alerts: { email: ["ops@example.com"] }, entities: [], tags: ["web"], enabled: true },
};
const check = { name: "site", type: "https", target: "https://www.example.com", regions: ["us_east"], enabled: true };
const alert = {
  name: "slow",
  type: "latency",
  threshold: 300,
  comparison: "greater_than",
  period: "2m",
  notifications,
};
const spec = { name: "small", static_sites: [{ name: "site" }] };
const project = { name: "games", description: "", purpose: "Website or blog", environment: "Production" };
const resources = [{ resource_id: "@freeVolume", resource_type: "volume" }];
const worldwide = {
  domains: [{ name: "www.example.org" }],
  glb_settings: { target_protocol: "http", target_port: 80, cdn: { is_enabled: true } },
  target_load_balancer_ids: ["@loadBalancer"],
};
const accessPolicy = {
  ...{ anonuid: 65_534, anongid: 65_534, protocols: ["NFS4"] },
  ...{ squash_config: "ROOT_SQUASH", identity_enforcement_enabled: false },
};
const line = { connection_bandwidth_in_mbps: 1000, region: "nyc", naas_provider: "megaport", vpc_ids: ["@vpc"] };
const bgp = {
  ...{ local_router_ip: "169.254.0.9/29", peer_router_ip: "169.254.0.14/29" },
  ...{ peer_router_asn: 64_533, auth_key: "secret" },
};
const inference = {
  ...{ version: 1, name: "more", region: "tor1", vpc: { uuid: "@farVpc" }, enable_public_endpoint: true },
  model_deployments: [
    {
      ...{ model_slug: "mistral/7b", model_provider: "hugging_face" },
      accelerators: [{ accelerator_slug: "gpu-mi300x1-192gb", scale: 1, type: "prefill_decode" }],
    },
  ],
};
const destination = { name: "more", type: "opensearch_ext", config: { endpoint: "logs.example.com" } };
const action = (...bodies: readonly object[]) => bodies;

/** The smallest bodies that each operation takes, where the required fields alone are not enough. */
export const samples: Readonly<Record<string, readonly unknown[]>> = {
  "POST /v2/account/keys": [{ name: "other", public_key: publicKey }],
  "PUT /v2/account/keys/{ssh_key_identifier}": [{ name: "other" }],
  "POST /v2/apps": [{ spec }],
  "PUT /v2/apps/{id}": [{ spec: { ...spec, name: "shop" } }],
  "POST /v2/apps/{app_id}/deployments": [{}],
  "POST /v2/apps/{app_id}/alerts/{alert_id}/destinations": [{ emails: ["ops@example.com"] }],
  "POST /v2/cdn/endpoints": [{ origin: "files.nyc3.digitaloceanspaces.com" }],
  "PUT /v2/cdn/endpoints/{cdn_id}": [{ ttl: 60 }],
  "DELETE /v2/cdn/endpoints/{cdn_id}/cache": [{ files: ["*"] }],
  "POST /v2/certificates": [
    { name: "issued", type: "lets_encrypt", dns_names: ["www.example.com"] },
    { name: "uploaded", type: "custom", private_key: "@privateKey", leaf_certificate: "@leafCertificate" },
  ],
  "POST /v2/databases": [{ name: "other", engine: "pg", size: "db-s-1vcpu-2gb", num_nodes: 1, region: "nyc3" }],
  "PATCH /v2/databases/{database_cluster_uuid}/config": [{ config: {} }],
  "PUT /v2/databases/{database_cluster_uuid}/migrate": [{ region: "sfo3" }],
  "PUT /v2/databases/{database_cluster_uuid}/resize": [{ size: "db-s-2vcpu-4gb", num_nodes: 1 }],
  "PUT /v2/databases/{database_cluster_uuid}/firewall": [{ rules: [{ type: "ip_addr", value: "203.0.113.8" }] }],
  "PUT /v2/databases/{database_cluster_uuid}/maintenance": [{ day: "sunday", hour: "03:00" }],
  "POST /v2/databases/{database_cluster_uuid}/replicas": [{ name: "read-2", region: "nyc3", size: "db-s-1vcpu-2gb" }],
  "POST /v2/databases/{database_cluster_uuid}/users": [{ name: "other" }],
  "PUT /v2/databases/{database_cluster_uuid}/users/{username}": [{ settings: { pg_allow_replication: true } }],
  "POST /v2/databases/{database_cluster_uuid}/users/{username}/reset_auth": [{}],
  "POST /v2/databases/{database_cluster_uuid}/dbs": [{ name: "other" }],
  "POST /v2/databases/{database_cluster_uuid}/pools": [
    { name: "pool-2", mode: "transaction", size: 5, db: "defaultdb", user: "doadmin" },
  ],
  "PUT /v2/databases/{database_cluster_uuid}/pools/{pool_name}": [
    { mode: "session", size: 5, db: "defaultdb", user: "doadmin" },
  ],
  "PUT /v2/databases/{database_cluster_uuid}/upgrade": [{ version: "17" }],
  "PUT /v2/databases/{database_cluster_uuid}/autoscale": [
    { storage: { enabled: true, threshold_percent: 80, increment_gib: 10 } },
  ],
  "POST /v2/databases/{database_cluster_uuid}/logsink": [
    {
      sink_name: "more",
      sink_type: "rsyslog",
      config: { server: "192.0.2.8", port: 514, tls: false, format: "rfc5424" },
    },
  ],
  "PUT /v2/databases/{database_cluster_uuid}/logsink/{logsink_id}": [
    { config: { server: "192.0.2.8", port: 514, tls: false, format: "rfc5424" } },
  ],
  "PUT /v2/databases/{database_cluster_uuid}/eviction_policy": [{ eviction_policy: "noeviction" }],
  "PUT /v2/databases/{database_cluster_uuid}/sql_mode": [{ sql_mode: "ANSI" }],
  "POST /v2/domains": [{ name: "other.example" }],
  "POST /v2/domains/{domain_name}/records": [
    { type: "A", name: "www", data: "192.0.2.1" },
    { type: "AAAA", name: "www", data: "2001:db8::1" },
    { type: "CAA", name: "@", data: "letsencrypt.org.", flags: 0, tag: "issue" },
    { type: "CNAME", name: "alias", data: "@" },
    { type: "MX", name: "@", data: "mail.example.com.", priority: 10 },
    { type: "NS", name: "sub", data: "ns.example.net." },
    { type: "SRV", name: "_sip._tcp", data: "sip.example.com.", priority: 1, port: 5060, weight: 1 },
    { type: "TXT", name: "note", data: "text" },
  ],
  "PATCH /v2/domains/{domain_name}/records/{domain_record_id}": [{ type: "TXT", data: "another" }],
  "PUT /v2/domains/{domain_name}/records/{domain_record_id}": [{ type: "TXT", data: "another" }],
  "POST /v2/droplets": [
    { name: "one", size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3" },
    { names: ["one", "two"], size: "s-1vcpu-1gb", image: "ubuntu-24-04-x64", region: "nyc3" },
  ],
  "POST /v2/droplets/{droplet_id}/actions": action(
    { type: "power_off" },
    { type: "enable_backups" },
    { type: "rename", name: "renamed" },
    { type: "rebuild", image: "debian-12-x64" },
    { type: "restore", image: "@image" },
    { type: "snapshot", name: "more" },
  ),
  "POST /v2/droplets/actions": [{ type: "power_off" }, { type: "snapshot", name: "more" }],
  "DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/selective": [{}],
  "POST /v2/droplets/autoscale": [
    { name: "more", config: { target_number_instances: 1 }, droplet_template: template },
    {
      name: "range",
      config: { min_instances: 1, max_instances: 2, target_cpu_utilization: 0.5 },
      droplet_template: template,
    },
  ],
  "PUT /v2/droplets/autoscale/{autoscale_pool_id}": [
    { name: "pool", config: { target_number_instances: 1 }, droplet_template: template },
  ],
  "POST /v2/firewalls": [{ name: "other", inbound_rules: [rule] }],
  "PUT /v2/firewalls/{firewall_id}": [{ name: "web", inbound_rules: [rule] }],
  "POST /v2/firewalls/{firewall_id}/droplets": [{ droplet_ids: ["@droplet"] }],
  "DELETE /v2/firewalls/{firewall_id}/droplets": [{ droplet_ids: ["@droplet"] }],
  "POST /v2/firewalls/{firewall_id}/tags": [{ tags: ["pool"] }],
  "DELETE /v2/firewalls/{firewall_id}/tags": [{ tags: ["web"] }],
  "POST /v2/firewalls/{firewall_id}/rules": [{ inbound_rules: [{ ...rule, ports: "8443" }] }],
  "DELETE /v2/firewalls/{firewall_id}/rules": [{ inbound_rules: [rule] }],
  "POST /v2/floating_ips": [{ droplet_id: "@freeDroplet" }, { region: "nyc3" }],
  "POST /v2/reserved_ips": [{ droplet_id: "@freeDroplet" }, { region: "nyc3" }],
  "POST /v2/floating_ips/{floating_ip}/actions": action(
    { type: "unassign" },
    { type: "assign", droplet_id: "@freeDroplet" },
  ),
  "POST /v2/reserved_ips/{reserved_ip}/actions": action(
    { type: "unassign" },
    { type: "assign", droplet_id: "@freeDroplet" },
  ),
  "POST /v2/reserved_ipv6": [{ region_slug: "nyc3" }],
  "POST /v2/reserved_ipv6/{reserved_ipv6}/actions": action({ type: "assign", droplet_id: "@ipv6Droplet" }),
  "POST /v2/images": [
    { name: "custom", url: "https://images.example.com/one.img.gz", distribution: "Ubuntu", region: "nyc3" },
  ],
  "PUT /v2/images/{image_id}": [{ name: "renamed" }],
  "POST /v2/images/{image_id}/actions": action({ type: "transfer", region: "sfo3" }),
  "POST /v2/kubernetes/clusters": [
    { name: "more", region: "nyc3", version: "latest", node_pools: [{ name: "p", size: "s-2vcpu-4gb", count: 1 }] },
  ],
  "PUT /v2/kubernetes/clusters/{cluster_id}": [{ name: "prod" }],
  "DELETE /v2/kubernetes/clusters/{cluster_id}/destroy_with_associated_resources/selective": [{}],
  "POST /v2/kubernetes/clusters/{cluster_id}/upgrade": [{ version: "@kubernetesUpgrade" }],
  "POST /v2/kubernetes/clusters/{cluster_id}/node_pools": [{ name: "more", size: "s-2vcpu-4gb", count: 1 }],
  "PUT /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}": [{ name: "p", count: 1 }],
  "POST /v2/kubernetes/clusters/{cluster_id}/node_pools/{node_pool_id}/recycle": [{}],
  "POST /v2/kubernetes/registry": [{ cluster_uuids: ["@kubernetes"] }],
  "DELETE /v2/kubernetes/registry": [{ cluster_uuids: ["@kubernetes"] }],
  "POST /v2/kubernetes/registries": [{ cluster_uuids: ["@kubernetes"], registries: ["acme"] }],
  "DELETE /v2/kubernetes/registries": [{ cluster_uuids: ["@kubernetes"], registries: ["acme"] }],
  "POST /v2/load_balancers": [
    { name: "more", region: "nyc3", forwarding_rules: [forwarding] },
    { name: "world", type: "GLOBAL", ...worldwide },
  ],
  "PUT /v2/load_balancers/{lb_id}": [{ name: "web", region: "nyc3", forwarding_rules: [forwarding] }],
  "POST /v2/load_balancers/{lb_id}/droplets": [{ droplet_ids: ["@droplet"] }],
  "DELETE /v2/load_balancers/{lb_id}/droplets": [{ droplet_ids: ["@droplet"] }],
  "POST /v2/load_balancers/{lb_id}/forwarding_rules": [{ forwarding_rules: [{ ...forwarding, entry_port: 81 }] }],
  "DELETE /v2/load_balancers/{lb_id}/forwarding_rules": [{ forwarding_rules: [{ ...forwarding, entry_port: 81 }] }],
  "POST /v2/monitoring/alerts": [policy],
  "PUT /v2/monitoring/alerts/{alert_uuid}": [policy],
  "POST /v2/projects": [{ name: "games", purpose: "Website or blog" }],
  "PUT /v2/projects/default": [{ ...project, is_default: true }],
  "PATCH /v2/projects/default": [{ name: "games" }],
  "PUT /v2/projects/{project_id}": [{ ...project, is_default: false }],
  "PATCH /v2/projects/{project_id}": [{ name: "games" }],
  "POST /v2/projects/{project_id}/resources": [{ resources: ["do:domain:example.com"] }],
  "POST /v2/projects/default/resources": [{ resources: ["do:domain:example.com"] }],
  "POST /v2/registries": [{ name: "second", subscription_tier_slug: "professional", region: "nyc3" }],
  "POST /v2/registry": [{ name: "second", subscription_tier_slug: "professional" }],
  "POST /v2/registries/subscription": [{ tier_slug: "professional" }],
  "POST /v2/registry/subscription": [{ tier_slug: "professional" }],
  "POST /v2/registries/validate-name": [{ name: "free" }],
  "POST /v2/registry/validate-name": [{ name: "free" }],
  "POST /v2/spaces/keys": [{ name: "more" }],
  "PUT /v2/spaces/keys/{access_key}": [{ name: "more" }],
  "PATCH /v2/spaces/keys/{access_key}": [{ name: "more" }],
  "POST /v2/tags": [{ name: "more" }],
  "POST /v2/tags/{tag_id}/resources": [{ resources }],
  "DELETE /v2/tags/{tag_id}/resources": [{ resources }],
  "POST /v2/volumes": [{ name: "more", region: "nyc3", size_gigabytes: 10 }],
  "POST /v2/volumes/actions": action({
    type: "attach",
    volume_name: "free",
    droplet_id: "@freeDroplet",
    region: "nyc3",
  }),
  "POST /v2/volumes/{volume_id}/actions": action(
    { type: "attach", droplet_id: "@freeDroplet" },
    { type: "resize", size_gigabytes: 200 },
  ),
  "POST /v2/volumes/{volume_id}/snapshots": [{ name: "more" }],
  "POST /v2/vpcs": [{ name: "more", region: "nyc3" }],
  "PUT /v2/vpcs/{vpc_id}": [{ name: "a" }],
  "PATCH /v2/vpcs/{vpc_id}": [{ name: "a" }],
  "POST /v2/vpcs/{vpc_id}/subnets": [{ name: "back", ip_range: "10.20.0.64/26" }],
  "POST /v2/vpcs/{vpc_id}/peerings": [{ name: "more", vpc_id: "@freeVpc" }],
  "PATCH /v2/vpcs/{vpc_id}/peerings/{vpc_peering_id}": [{ name: "renamed" }],
  "POST /v2/vpc_peerings": [{ name: "more", vpc_ids: ["@vpc", "@freeVpc"] }],
  "PATCH /v2/vpc_peerings/{vpc_peering_id}": [{ name: "renamed" }],
  "POST /v2/vpc_nat_gateways": [
    { name: "more", type: "PUBLIC", region: "nyc3", size: 1, vpcs: [{ vpc_uuid: "@freeVpc" }] },
  ],
  "PUT /v2/vpc_nat_gateways/{id}": [{ name: "renamed", size: 1 }],
  "POST /v2/apps/propose": [{ spec }],
  "POST /v2/apps/metrics/bandwidth_daily": [{ app_ids: ["@app"] }],
  "POST /v2/apps/{app_id}/restart": [{}],
  "POST /v2/apps/{app_id}/rollback": [{ deployment_id: "@deployment" }],
  "POST /v2/apps/{app_id}/rollback/validate": [{ deployment_id: "@deployment" }],
  "POST /v2/byoip_prefixes": [{ prefix: "198.51.100.0/24", region: "nyc3", signature: "signed" }],
  "PATCH /v2/byoip_prefixes/{byoip_prefix_uuid}": [{ advertise: true }],
  "PUT /v2/databases/metrics/credentials": [
    { credentials: { basic_auth_username: "metrics", basic_auth_password: "secret" } },
  ],
  "PUT /v2/databases/{database_cluster_uuid}/do_settings": [{ do_settings: { service_cnames: ["db.example.com"] } }],
  "PUT /v2/databases/{database_cluster_uuid}/online-migration": [{ source: { host: "db.example.com", port: 5432 } }],
  "POST /v2/databases/{database_cluster_uuid}/topics": [{ name: "more" }],
  "PUT /v2/databases/{database_cluster_uuid}/topics/{topic_name}": [{ config: { retention_ms: -1 } }],
  "POST /v2/databases/{database_cluster_uuid}/schema-registry": [
    { subject_name: "more", schema_type: "AVRO", schema: "{}" },
  ],
  "PUT /v2/databases/{database_cluster_uuid}/schema-registry/config": [{ compatibility_level: "FULL" }],
  "PUT /v2/databases/{database_cluster_uuid}/schema-registry/config/{subject_name}": [{ compatibility_level: "FULL" }],
  "POST /v2/dedicated-inferences": [{ spec: inference }],
  "PATCH /v2/dedicated-inferences/{dedicated_inference_id}": [{ spec: inference }],
  "POST /v2/dedicated-inferences/{dedicated_inference_id}/tokens": [{ name: "more" }],
  "POST /v2/functions/namespaces": [{ label: "more", region: "nyc1" }],
  "POST /v2/functions/namespaces/{namespace_id}/triggers": [
    {
      ...{ name: "hourly", function: "hello", type: "SCHEDULED", is_enabled: true },
      scheduled_details: { cron: "0 * * * *" },
    },
  ],
  "PUT /v2/functions/namespaces/{namespace_id}/triggers/{trigger_name}": [{ is_enabled: false }],
  "POST /v2/functions/namespaces/{namespace_id}/keys": [{ name: "more" }],
  "PUT /v2/functions/namespaces/{namespace_id}/keys/{key_id}": [{ name: "renamed" }],
  "POST /v2/gen-ai/openai/keys": [{ name: "more", api_key: "sk-more" }],
  "PUT /v2/gen-ai/openai/keys/{api_key_uuid}": [{ name: "renamed" }],
  "POST /v2/1-clicks/kubernetes": [{ addon_slugs: ["loki"], cluster_uuid: "@kubernetes" }],
  "POST /v2/kubernetes/clusters/{cluster_id}/clusterlint": [{}],
  "POST /v2/monitoring/sinks": [{ destination_uuid: "@destination", resources: [{ urn: "@kubernetesUrn" }] }],
  "POST /v2/monitoring/sinks/destinations": [destination],
  "POST /v2/monitoring/sinks/destinations/{destination_uuid}": [destination],
  "POST /v2/nfs": [{ name: "more", size_gib: 50, region: "nyc3", vpc_ids: ["@vpc"] }],
  "POST /v2/nfs/{nfs_id}/actions": action(
    { type: "resize", params: { size_gib: 100 } },
    { type: "snapshot", params: { name: "more" } },
    { type: "attach", params: { vpc_id: "@freeVpc" } },
    { type: "detach", params: { vpc_id: "@vpc" } },
    { type: "reassign", params: { old_vpc_id: "@vpc", new_vpc_id: "@freeVpc" } },
    { type: "switch_performance_tier", params: { performance_tier: "high" } },
  ),
  "POST /v2/nfs/shares/{share_id}/access_points": [
    { name: "more", path: "/more", access_policy: accessPolicy, vpc_id: "@vpc" },
  ],
  "POST /v2/partner_network_connect/attachments": [{ name: "more", ...line }],
  "PATCH /v2/partner_network_connect/attachments/{pa_id}": [{ name: "renamed" }, { vpc_ids: ["@vpc"] }, { bgp }],
  "POST /v2/registry/{registry_name}/garbage-collection": [{}],
  "PUT /v2/registries/{registry_name}/garbage-collection/{garbage_collection_uuid}": [{ cancel: true }],
  "PUT /v2/registry/{registry_name}/garbage-collection/{garbage_collection_uuid}": [{ cancel: true }],
  "POST /v2/security/scans/rules": [{ resource: "do:droplet:1" }],
  "PUT /v2/security/settings/plan": [{ tier_coverage: { basic: { tags: ["web"] } } }],
  "POST /v2/security/settings/suppressions": [{ rule_uuid: "rule", resources: ["do:droplet:1"] }],
  "POST /v2/vector-databases": [{ name: "more", region: "nyc3", size: "small" }],
  "PUT /v2/vector-databases/{id}": [{ config: { default_quantization: "pq" } }],
  "POST /v2/vector-databases/{id}/resize": [{ size: "medium" }],
  "PUT /v2/vector-databases/{id}/tags": [{ tags: ["web"] }],
  "POST /v2/vector-databases/{id}/backups/{backup_id}/restore": [{}],
  "POST /v2/uptime/checks": [check],
  "PUT /v2/uptime/checks/{check_id}": [check],
  "POST /v2/uptime/checks/{check_id}/alerts": [alert],
  "PUT /v2/uptime/checks/{check_id}/alerts/{alert_id}": [alert],
};

/** A value of a field that is valid, by operation and field, or by field alone. */
const values: Readonly<Record<string, unknown>> = {
  ...{ plan: "weekly", weekday: "SUN" },
  app_ids: ["@app"],
  bgp,
  components: ["site"],
  date: "2027-01-02T00:00:00Z",
  expires_in: "7d",
  parent_uuid: "@attachment",
  partition_count: 6,
  performance_tier: "high",
  replication_factor: 2,
  service_cnames: ["db.example.com"],
  segment_bytes: 209_715_200,
  scheduled_details: { cron: "0 * * * *" },
  allow_origins: [{ exact: "https://www.example.com" }],
  ...{ autoscaling: { min_instance_count: 1, max_instance_count: 2, metrics: { cpu: { percent: 80 } } } },
  ...{ instance_size_slug: "apps-d-1vcpu-0.5gb" },
  alerts: [{ rule: "CPU_UTILIZATION", value: 80, operator: "GREATER_THAN", window: "FIVE_MINUTES" }],
  backup_policy: { plan: "weekly", weekday: "SUN", hour: 4 },
  backup_restore: { database_name: "main" },
  certificate_chain: "@leafCertificate",
  check_interval_seconds: 10,
  cluster_subnet: "192.168.0.0/20",
  component: { name: "site" },
  "POST /v2/apps spec.functions.0.alerts": [
    { rule: "FUNCTIONS_ACTIVATION_COUNT", value: 5, operator: "GREATER_THAN", window: "FIVE_MINUTES" },
  ],
  "POST /v2/load_balancers domains": [{ name: "www.example.org" }],
  "PUT /v2/load_balancers/{lb_id} domains": [{ name: "www.example.org" }],
  glb_settings: { target_protocol: "http", target_port: 80 },
  filesystem_type: "ext4",
  ip_range: "10.30.0.0/24",
  "POST /v2/domains/{domain_name}/records tag": "issue",
  "PATCH /v2/domains/{domain_name}/records/{domain_record_id} tag": "issue",
  "PUT /v2/domains/{domain_name}/records/{domain_record_id} tag": "issue",
  custom_domain: "files.example.com",
  "config.innodb_ft_server_stopword_table": "app/words",
  "config.innodb_ft_user_stopword_table": "app/words",
  "config.optimizer_switch": "default",
  "config.sql_mode": "ANSI",
  failover_threshold: 50,
  forwarding_rules: [forwarding],
  healthy_threshold: 3,
  mongo_user_settings: { role: "readOnly", databases: ["app"] },
  nodes: ["@node"],
  permission: "read",
  response_timeout_seconds: 5,
  service_subnet: "192.168.16.0/22",
  "POST /v2/load_balancers size": "lb-small",
  "PUT /v2/load_balancers/{lb_id} size": "lb-small",
  slack_webhooks: [{ channel: "ops", url: "https://hooks.slack.com/services/x" }],
  snapshot_id: "@volumeSnapshot",
  sticky_sessions: { type: "cookies", cookie_name: "lb", cookie_ttl_seconds: 300 },
  storage_size_mib: 61_440,
  tag: "web",
  unhealthy_threshold: 3,
  "POST /v2/databases version": "17",
  acl: [{ permission: "consume", topic: "orders" }],
  alert_policy: {},
  addresses: ["192.0.2.0/24"],
  allow: ["ip:192.0.2.1"],
  backup_id: "@image",
  bucket: "files",
  certificate_id: "@certificate",
  cluster_uuids: ["@kubernetes"],
  data: "192.0.2.1",
  droplet_id: "@freeDroplet",
  droplet_ids: ["@droplet"],
  deny: ["ip:192.0.2.2"],
  custom_error_page_url: "https://www.example.org/error",
  domain: "a.io",
  "node_pools.0.labels": { team: "a" },
  expanders: ["random"],
  grants: [{ bucket: "files", permission: "read" }],
  http_path: "/healthy",
  inbound_rules: [rule],
  kubernetes_ids: ["@kubernetes"],
  load_balancer_uids: ["@loadBalancer"],
  maintenance_policy: { day: "sunday", start_time: "04:00" },
  opensearch_acl: [{ index: "logs", permission: "read" }],
  outbound_rules: [{ protocol: "tcp", ports: "53", destinations: { addresses: ["0.0.0.0/0"] } }],
  path: "/",
  resources: [{ resource_id: "@freeVolume", resource_type: "volume" }],
  rules: [{ type: "ip_addr", value: "203.0.113.9" }],
  slack: [{ channel: "ops", url: "https://hooks.slack.com/services/x" }],
  start_time: "04:00",
  taints: [{ key: "gpu", value: "yes", effect: "NoSchedule" }],
  ttl: 60,
  vpc_ids: ["@vpc", "@freeVpc"],
  vpcs: [{ vpc_uuid: "@freeVpc" }],
  email: ["ops@example.com"],
  emails: ["ops@example.com"],
  ip_address: "192.0.2.1",
  name: "valid",
  private_network_uuid: "@vpc",
  project_id: "@project",
  region: "nyc3",
  size: "s-1vcpu-1gb",
  ssh_keys: ["@key"],
  tags: ["web"],
  volumes: ["@freeVolume"],
  vpc_uuid: "@vpc",
  worker_subnet_uuid: "@workerSubnet",
};

/** A value that is known of a field, by its path, its operation or its name alone. */
export function knownValue(operation: string, field: string): unknown {
  const name = field.split(".").at(-1) ?? "";
  return values[`${operation} ${field}`] ?? values[field] ?? values[name];
}

/** What a field goes with, by its name or its beginning. */
export const companions: Readonly<Record<string, object>> = {
  "POST /v2/cdn/endpoints custom_domain": { certificate_id: "@certificate" },
  "PUT /v2/cdn/endpoints/{cdn_id} custom_domain": { certificate_id: "@certificate" },
  "POST /v2/droplets backup_policy": { backups: true },
  "POST /v2/kubernetes/clusters worker_subnet_uuid": { vpc_uuid: "@kubernetesVpc" },
};

/** Whether a field says which of several bodies one is: the samples have each of them. */
export function isDiscriminator(operation: string, field: string): boolean {
  return new Set((samples[operation] ?? []).map((body) => JSON.stringify(Object(body)[field]))).size > 1;
}

/** A value that a field may have. */
export function valueFor(operation: string, field: string, given: Shape): unknown {
  const known = knownValue(operation, field);
  if (known !== undefined) return known;
  const shape = shapeFor(given, {});
  if (shape.enum !== undefined) return shape.enum[0];
  switch (shape.type) {
    case "string":
      return "text".padEnd(shape.minLength ?? 0, "x");
    case "integer":
    case "number":
      return Math.max(shape.minimum ?? 1, Math.min(1, shape.maximum ?? 1));
    case "boolean":
      return true;
    case "array":
      return [valueFor(operation, `${field}.0`, shape.items ?? {})];
    default: {
      const required = shape.required ?? [];
      return Object.fromEntries(
        required.map((one) => [one, valueFor(operation, `${field}.${one}`, shape.properties?.[one] ?? {})]),
      );
    }
  }
}
