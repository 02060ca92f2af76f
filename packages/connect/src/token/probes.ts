/** A request that changes nothing and tells by its refusal whether a token has a scope. */
export interface Probe {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  /** Scopes that it takes beside: without them a 403 tells nothing. */
  readonly beside?: readonly string[];
  /** Scopes of which each is enough by itself: with one of them an answer tells nothing. */
  readonly instead?: readonly string[];
}

/** No resource has it. */
const no = "00000000-0000-0000-0000-000000000000";
const noAddress = "0.0.0.0";

const read = (path: string): Probe => ({ method: "GET", path });
const post = (path: string): Probe => ({ method: "POST", path });
const put = (path: string): Probe => ({ method: "PUT", path });
const patch = (path: string): Probe => ({ method: "PATCH", path });
const remove = (path: string): Probe => ({ method: "DELETE", path });

/**
 * The probe of each scope that a kind of the governor knows; undefined where none is harmless. Lists are read. What
 * changes something is sent without fields to where they are required, else below an id that nothing has. Source:
 * DigitalOcean OpenAPI, 7 Aug 2026.
 */
export const probes: Readonly<Record<string, Probe | undefined>> = {
  "app:create": post("/v2/apps"),
  "app:delete": remove(`/v2/apps/${no}`),
  "app:read": read("/v2/apps"),
  "app:update": put(`/v2/apps/${no}`),
  "block_storage:create": post("/v2/volumes"),
  "block_storage:delete": remove(`/v2/volumes/${no}`),
  "block_storage:read": read("/v2/volumes"),
  "block_storage_action:create": post(`/v2/volumes/${no}/actions`),
  "block_storage_action:read": read(`/v2/volumes/${no}/actions`),
  "block_storage_snapshot:create": post(`/v2/volumes/${no}/snapshots`),
  "block_storage_snapshot:delete": remove(`/v2/volumes/snapshots/${no}`),
  "block_storage_snapshot:read": read(`/v2/volumes/${no}/snapshots`),
  "byoip_prefix:create": post("/v2/byoip_prefixes"),
  "byoip_prefix:delete": remove(`/v2/byoip_prefixes/${no}`),
  "byoip_prefix:read": read("/v2/byoip_prefixes"),
  "byoip_prefix:update": patch(`/v2/byoip_prefixes/${no}`),
  "cdn:create": post("/v2/cdn/endpoints"),
  "cdn:delete": remove(`/v2/cdn/endpoints/${no}`),
  "cdn:read": read("/v2/cdn/endpoints"),
  "cdn:update": put(`/v2/cdn/endpoints/${no}`),
  "certificate:create": post("/v2/certificates"),
  "certificate:delete": remove(`/v2/certificates/${no}`),
  "certificate:read": read("/v2/certificates"),
  "database:create": post("/v2/databases"),
  "database:delete": remove(`/v2/databases/${no}`),
  "database:read": read("/v2/databases"),
  "database:update": put(`/v2/databases/${no}/resize`),
  "database:view_credentials": read(`/v2/vector-databases/${no}/credentials`),
  "dedicated_inference:create": post("/v2/dedicated-inferences"),
  "dedicated_inference:delete": remove(`/v2/dedicated-inferences/${no}`),
  "dedicated_inference:read": read("/v2/dedicated-inferences"),
  "dedicated_inference:update": patch(`/v2/dedicated-inferences/${no}`),
  "dedicated_inference_token:create": post(`/v2/dedicated-inferences/${no}/tokens`),
  "dedicated_inference_token:delete": remove(`/v2/dedicated-inferences/${no}/tokens/${no}`),
  "dedicated_inference_token:read": read(`/v2/dedicated-inferences/${no}/tokens`),
  // A domain's creation requires no field by the document.
  "domain:create": { ...post(`/v2/domains/${noAddress}/records`), instead: ["domain:update"] },
  "domain:delete": remove(`/v2/domains/${noAddress}`),
  "domain:read": read("/v2/domains"),
  "domain:update": put(`/v2/domains/${noAddress}/records/0`),
  "droplet:create": post("/v2/droplets"),
  "droplet:delete": remove("/v2/droplets/0"),
  "droplet:read": read("/v2/droplets"),
  "droplet:update": post("/v2/droplets/0/actions"),
  "firewall:create": post("/v2/firewalls"),
  "firewall:delete": remove(`/v2/firewalls/${no}`),
  "firewall:read": read("/v2/firewalls"),
  "firewall:update": put(`/v2/firewalls/${no}`),
  "genai:create": post(`/v2/gen-ai/agents/${no}/api_keys`),
  "genai:delete": remove(`/v2/gen-ai/agents/${no}`),
  "genai:read": read("/v2/gen-ai/agents"),
  "genai:update": put(`/v2/gen-ai/agents/${no}`),
  "image:create": post("/v2/images"),
  "image:delete": remove("/v2/images/0"),
  "image:read": read("/v2/images"),
  "image:update": put("/v2/images/0"),
  "kubernetes:access_cluster": read(`/v2/kubernetes/clusters/${no}/kubeconfig`),
  "kubernetes:create": post("/v2/kubernetes/clusters"),
  "kubernetes:delete": remove(`/v2/kubernetes/clusters/${no}`),
  "kubernetes:read": read("/v2/kubernetes/clusters"),
  "kubernetes:update": put(`/v2/kubernetes/clusters/${no}`),
  "load_balancer:create": post("/v2/load_balancers"),
  "load_balancer:delete": remove(`/v2/load_balancers/${no}`),
  "load_balancer:read": read("/v2/load_balancers"),
  "load_balancer:update": put(`/v2/load_balancers/${no}`),
  "monitoring:create": post("/v2/monitoring/alerts"),
  "monitoring:delete": remove(`/v2/monitoring/alerts/${no}`),
  "monitoring:read": read("/v2/monitoring/alerts"),
  "monitoring:update": put(`/v2/monitoring/alerts/${no}`),
  "nat_gateway:create": post("/v2/vpc_nat_gateways"),
  "nat_gateway:delete": remove(`/v2/vpc_nat_gateways/${no}`),
  "nat_gateway:read": read("/v2/vpc_nat_gateways"),
  "nat_gateway:update": put(`/v2/vpc_nat_gateways/${no}`),
  "nfs:create": post("/v2/nfs"),
  "nfs:delete": remove(`/v2/nfs/${no}`),
  "nfs:read": read(`/v2/nfs/${no}`),
  "partner_network_connect:create": post("/v2/partner_network_connect/attachments"),
  // No operation takes it by the document.
  "partner_network_connect:delete": undefined,
  "partner_network_connect:read": read("/v2/partner_network_connect/attachments"),
  "partner_network_connect:update": post(`/v2/partner_network_connect/attachments/${no}/service_key`),
  "project:assign_resource": { ...post(`/v2/projects/${no}/resources`), instead: ["project:update"] },
  "project:create": post("/v2/projects"),
  "project:delete": remove(`/v2/projects/${no}`),
  "project:read": read("/v2/projects"),
  "project:update": patch(`/v2/projects/${no}`),
  "registry:create": post("/v2/registries"),
  "registry:delete": remove(`/v2/registries/${no}/repositories/${no}/tags/${no}`),
  "registry:read": read("/v2/registries"),
  "registry:update": put(`/v2/registries/${no}/garbage-collection/${no}`),
  "reserved_ip:create": post("/v2/reserved_ips"),
  "reserved_ip:delete": remove(`/v2/reserved_ips/${noAddress}`),
  "reserved_ip:read": read("/v2/reserved_ips"),
  "reserved_ip:update": post(`/v2/reserved_ips/${noAddress}/actions`),
  "snapshot:delete": { ...remove("/v2/snapshots/0"), beside: ["image:delete"] },
  "snapshot:read": read("/v2/snapshots"),
  // Requires no field by the document, and makes a key.
  "spaces_key:create_credentials": undefined,
  "spaces_key:delete": remove(`/v2/spaces/keys/${no}`),
  "spaces_key:read": read("/v2/spaces/keys"),
  "spaces_key:update": put(`/v2/spaces/keys/${no}`),
  "ssh_key:create": post("/v2/account/keys"),
  "ssh_key:delete": remove("/v2/account/keys/0"),
  "ssh_key:read": read("/v2/account/keys"),
  "ssh_key:update": put("/v2/account/keys/0"),
  // Their `resources` are required: a tag of that name stays what it is.
  "tag:create": post(`/v2/tags/${no}/resources`),
  "tag:delete": remove(`/v2/tags/${no}/resources`),
  "tag:read": read("/v2/tags"),
  "uptime:create": post("/v2/uptime/checks"),
  "uptime:delete": remove(`/v2/uptime/checks/${no}`),
  "uptime:read": read("/v2/uptime/checks"),
  "uptime:update": put(`/v2/uptime/checks/${no}`),
  "vpc:create": post("/v2/vpcs"),
  "vpc:delete": remove(`/v2/vpcs/${no}`),
  "vpc:read": read("/v2/vpcs"),
  "vpc:update": put(`/v2/vpcs/${no}`),
  "vpc_peering:create": post("/v2/vpc_peerings"),
  "vpc_peering:delete": remove(`/v2/vpc_peerings/${no}`),
  "vpc_peering:read": read("/v2/vpc_peerings"),
  "vpc_peering:update": patch(`/v2/vpc_peerings/${no}`),
};
