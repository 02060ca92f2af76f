import type { Operation } from "./operation.ts";

/** Scopes that an operation needs: all of one of these lists. */
type Needed = readonly (readonly string[])[];

/** Whose scopes those are that a path begins with; of two that fit, the longer one. */
const resources: readonly (readonly [path: string, resource: string])[] = Object.entries({
  "/v2/account": "account",
  "/v2/account/keys": "ssh_key",
  "/v2/actions": "actions",
  "/v2/apps": "app",
  "/v2/billing": "billing",
  "/v2/byoip_prefixes": "byoip_prefix",
  "/v2/cdn": "cdn",
  "/v2/certificates": "certificate",
  "/v2/customers": "billing",
  "/v2/databases": "database",
  "/v2/dedicated-inferences": "dedicated_inference",
  "/v2/dedicated-inferences/{}/tokens": "dedicated_inference_token",
  "/v2/domains": "domain",
  "/v2/droplets": "droplet",
  "/v2/droplets/{}/firewalls": "firewall",
  "/v2/firewalls": "firewall",
  "/v2/floating_ips": "reserved_ip",
  "/v2/functions": "function",
  "/v2/gen-ai": "genai",
  "/v2/images": "image",
  "/v2/kubernetes": "kubernetes",
  "/v2/load_balancers": "load_balancer",
  "/v2/monitoring": "monitoring",
  "/v2/nfs": "nfs",
  "/v2/partner_network_connect": "partner_network_connect",
  "/v2/projects": "project",
  "/v2/regions": "regions",
  "/v2/registries": "registry",
  "/v2/registry": "registry",
  "/v2/reports": "droplet",
  "/v2/reserved_ips": "reserved_ip",
  "/v2/reserved_ipv6": "reserved_ip",
  "/v2/security": "security",
  "/v2/sizes": "sizes",
  "/v2/snapshots": "snapshot",
  "/v2/spaces/keys": "spaces_key",
  "/v2/tags": "tag",
  "/v2/uptime": "uptime",
  "/v2/vector-databases": "database",
  "/v2/volumes": "block_storage",
  "/v2/volumes/actions": "block_storage_action",
  "/v2/volumes/snapshots": "block_storage_snapshot",
  "/v2/volumes/{}/actions": "block_storage_action",
  "/v2/volumes/{}/snapshots": "block_storage_snapshot",
  "/v2/vpc_nat_gateways": "nat_gateway",
  "/v2/vpc_peerings": "vpc_peering",
  "/v2/vpcs": "vpc",
  "/v2/vpcs/{}/peerings": "vpc_peering",
}).toSorted(([a], [b]) => b.length - a.length);

const verbs = { GET: "read", POST: "create", PUT: "update", PATCH: "update", DELETE: "delete" } as const;

/** What a Droplet is destroyed with. */
const associated = ["droplet", "block_storage", "block_storage_snapshot", "image", "reserved_ip"];

/** Operations whose scopes do not follow from path and method. */
const exceptions: readonly (readonly [operation: RegExp, ...needed: Needed])[] = [
  [/^GET \/v1\/oauth\/token\/info$/, []],
  [/^GET \/v2\/1-clicks$/, []],
  [/^POST \/v2\/1-clicks\/kubernetes$/, ["kubernetes:update", "addon:create"]],
  [/^POST \/v2\/apps\/(propose|metrics\/)/, ["app:read"]],
  [/^POST \/v2\/apps\/{}\//, ["app:update"]],
  [/^GET \/v2\/databases\/metrics\/credentials$/, ["database:update", "database:view_credentials"]],
  [/^POST \/v2\/databases\/{}\/users\/{}\/reset_auth$/, ["database:update"]],
  [/^POST \/v2\/domains\/{}\/records$/, ["domain:create"], ["domain:update"]],
  [/^DELETE \/v2\/domains\/{}\/records\/{}$/, ["domain:delete"], ["domain:update"]],
  [/^PUT \/v2\/droplets\/autoscale\/{}$/, ["droplet:create"]],
  [/^POST \/v2\/droplets\/({}\/)?actions$/, ["droplet:update"]],
  [/^GET .*\/destroy_with_associated_resources\/status$/, ["droplet:delete"]],
  [
    /^(POST|DELETE) \/v2\/droplets\/{}\/destroy_with_associated_resources\//,
    associated.map((resource) => `${resource}:delete`),
  ],
  [/^(POST|DELETE) \/v2\/firewalls\/{}\/./, ["firewall:update"]],
  [/^GET \/v2\/functions\/namespaces\/{}$/, ["function:admin"]],
  [/^\w+ \/v2\/functions\/namespaces\/{}\/keys/, ["function:admin"]],
  ...Object.entries(verbs).map(
    ([method, verb]) =>
      [new RegExp(`^${method} /v2/functions/namespaces`), [`function:${verb}`, "function:admin"]] as const,
  ),
  [/^POST \/v2\/images\/{}\/actions$/, ["image:update"]],
  [/^GET \/v2\/kubernetes\/clusters\/{}\/(credentials|kubeconfig)$/, ["kubernetes:access_cluster"]],
  [/^POST \/v2\/kubernetes\/clusters\/{}\/node_pools\/{}\/recycle$/, ["kubernetes:delete"]],
  [/^POST \/v2\/kubernetes\/clusters\/{}\//, ["kubernetes:update"]],
  [/^DELETE \/v2\/kubernetes\/clusters\/{}\/node_pools\//, ["kubernetes:update"]],
  [/^POST \/v2\/kubernetes\/registr(y|ies)$/, ["kubernetes:create", "kubernetes:update"]],
  [/^DELETE \/v2\/kubernetes\/registr(y|ies)$/, ["kubernetes:update"]],
  [/^(POST|DELETE) \/v2\/load_balancers\/{}\/(droplets|forwarding_rules)$/, ["load_balancer:update"]],
  [/^POST \/v2\/monitoring\/sinks\/destinations\/{}$/, ["monitoring:update"]],
  [/^POST \/v2\/partner_network_connect\/attachments\/{}\/service_key$/, ["partner_network_connect:update"]],
  [/^(PATCH|DELETE) \/v2\/partner_network_connect\/attachments\/{}$/, ["partner_network_connect:read"]],
  [/^POST \/v2\/projects\/(default|{})\/resources$/, ["project:assign_resource"], ["project:update"]],
  [/^GET \/v2\/registr(y|ies\/{})\/docker-credentials$/, ["registry:read", "registry:update"]],
  [/^POST \/v2\/registr(y|ies)\/(subscription$|{}\/)/, ["registry:update"]],
  [/^POST \/v2\/(reserved_ips|floating_ips|reserved_ipv6)\/{}\/actions$/, ["reserved_ip:update"]],
  [/^GET \/v2\/sizes$/, ["sizes:read", "regions:read"]],
  [/^GET \/v2\/snapshots\/{}$/, ["snapshot:read", "block_storage_snapshot:read"]],
  [/^DELETE \/v2\/snapshots\/{}$/, ["image:delete", "snapshot:delete"]],
  [/^POST \/v2\/spaces\/keys$/, ["spaces_key:create_credentials"]],
  [/^POST \/v2\/uptime\/checks\/{}\/alerts$/, ["uptime:create", "uptime:update"]],
  [/^DELETE \/v2\/uptime\/checks\/{}\/alerts\/{}$/, ["uptime:delete", "uptime:update"]],
  [/^GET \/v2\/vector-databases\/{}\/credentials$/, ["database:view_credentials"]],
  [/^POST \/v2\/vector-databases\/{}\/./, ["database:update"]],
];

/**
 * The custom scopes of a token that an operation needs. Source: DigitalOcean OpenAPI, 7 Aug 2026, with the names that its
 * pull request 1219 (9 Sep 2026) puts right.
 */
export function scopesNeeded({ method, path }: Pick<Operation, "method" | "path">): Needed {
  const plain = path.replaceAll(/\{\w+\}/g, "{}");
  const [, ...needed] = exceptions.find(([fits]) => fits.test(`${method} ${plain}`)) ?? [];
  if (needed.length > 0) return needed;
  const [, resource] = resources.find(([start]) => plain === start || plain.startsWith(`${start}/`)) ?? [];
  if (resource === undefined) throw new Error(`${method} ${path} has no scope`);
  return [[`${resource}:${verbs[method]}`]];
}

/** Whether a token with these scopes may do what needs those. */
export function allows(scopes: readonly string[], needed: Needed): boolean {
  const has = (scope: string) =>
    scopes.includes(scope) || scopes.includes("write") || (scopes.includes("read") && scope.endsWith(":read"));
  return needed.some((all) => all.every(has));
}
