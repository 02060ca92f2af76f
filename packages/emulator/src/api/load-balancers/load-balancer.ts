import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes, keyOf } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { dropletKey, dropletsTagged } from "../droplets/droplet.ts";
import { listOf } from "../list.ts";

const port = z.int().min(1).max(65_535);

/** One way through a load balancer. */
export const forwardingRule = z.object({
  entry_protocol: z.enum(["http", "https", "http2", "http3", "tcp", "udp"]),
  entry_port: port,
  target_protocol: z.enum(["http", "https", "http2", "tcp", "udp"]),
  target_port: port,
  /** Empty: none. */
  certificate_id: z.string().default(""),
  tls_passthrough: z.boolean().default(false),
});

/** Thresholds as the provider and the document's example have them; its schema has them the other way round. */
export const healthCheck = z
  .object({
    protocol: z.enum(["http", "https", "tcp"]).default("http"),
    port: port.default(80),
    path: z.string().default(""),
    check_interval_seconds: z.int().min(3).max(300).default(10),
    response_timeout_seconds: z.int().min(3).max(300).default(5),
    healthy_threshold: z.int().min(2).max(10).default(5),
    unhealthy_threshold: z.int().min(2).max(10).default(3),
    proxy_protocol: z.boolean().exactOptional(),
  })
  // TCP has no path.
  .transform((check) => ({ ...check, path: check.protocol === "tcp" ? "" : check.path || "/" }));

export const stickySessions = z.discriminatedUnion("type", [
  z.object({ type: z.literal("none") }),
  z.object({ type: z.literal("cookies"), cookie_name: z.string().min(2).max(40), cookie_ttl_seconds: z.int().min(1) }),
]);

const addressRule = z
  .string()
  .regex(/^(ip:[0-9a-fA-F.:]+|cidr:[0-9a-fA-F.:]+\/\d{1,3})$/, "is neither ip:… nor cidr:…");

export const balancerFirewall = z.object({ deny: listOf(addressRule), allow: listOf(addressRule) });

/** A name under which a global load balancer serves. */
export const balancerDomain = z.object({
  name: z.string(),
  is_managed: z.boolean().default(false),
  certificate_id: z.string().exactOptional(),
});

export const globalSettings = z.object({
  target_protocol: z.enum(["http", "https", "http2"]),
  target_port: port,
  cdn: z
    .object({ is_enabled: z.boolean() })
    .nullish()
    .transform((cdn) => cdn ?? { is_enabled: false }),
  region_priorities: z.record(z.string(), z.int()).exactOptional(),
  /** Per cent. */
  failover_threshold: z.int().min(1).max(99).exactOptional(),
});

const loadBalancer = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(["REGIONAL", "REGIONAL_NETWORK", "GLOBAL"]),
  /** Slug; a global one is in none. */
  region: z.string().exactOptional(),
  vpc_uuid: z.string().exactOptional(),
  subnet_uuid: z.string().exactOptional(),
  status: z.enum(["new", "active", "errored"]),
  created_at: stampSchema,
  /** Empty until it is active. */
  ip: z.string(),
  ipv6: z.string().exactOptional(),
  /** Nodes. */
  size_unit: z.number(),
  algorithm: z.enum(["round_robin", "least_connections"]),
  forwarding_rules: z.array(forwardingRule),
  health_check: healthCheck,
  sticky_sessions: stickySessions,
  /** Droplets that were named. */
  droplet_ids: z.array(z.number()),
  /** The Droplets with this tag, instead of named ones; empty: none. */
  tag: z.string(),
  redirect_http_to_https: z.boolean(),
  enable_proxy_protocol: z.boolean(),
  enable_backend_keepalive: z.boolean(),
  http_idle_timeout_seconds: z.number(),
  disable_lets_encrypt_dns_records: z.boolean(),
  firewall: balancerFirewall,
  network: z.enum(["EXTERNAL", "INTERNAL"]),
  network_stack: z.enum(["IPV4", "DUALSTACK"]),
  tls_cipher_policy: z.enum(["DEFAULT", "STRONG"]),
  domains: z.array(balancerDomain),
  glb_settings: globalSettings.exactOptional(),
  target_load_balancer_ids: z.array(z.string()),
});

/** What spreads traffic over Droplets, or over other load balancers. Its project is an assignment. */
export type LoadBalancer = z.infer<typeof loadBalancer>;

export const loadBalancerTable = tableOf("load_balancers", loadBalancer);

describes(loadBalancerTable, {
  kind: "LoadBalancer",
  product: "Load Balancers",
  urn: "loadbalancer",
  path: "/v2/load_balancers",
  read: ({ id, name, region, status, vpc_uuid, type, size_unit, ...row }, account) => ({
    id,
    name,
    region,
    status,
    vpcs: [vpc_uuid],
    subnets: [row.subnet_uuid],
    addresses: row.network === "INTERNAL" && row.ip !== "" ? [row.ip] : [],
    targets: [
      ...row.droplet_ids.map(dropletKey),
      ...(row.tag === "" ? [] : dropletsTagged(account, row.tag).map((droplet) => dropletKey(droplet.id))),
      ...row.target_load_balancer_ids.map((target) => keyOf("LoadBalancer", target)),
    ],
    since: row.created_at,
    inputs: { type, sizeUnit: size_unit },
  }),
});

/** A load balancer as transitions name it. */
export const loadBalancerSubject = (id: string) => `load_balancer:${id}`;

/** Ids of the certificates that it serves with. */
export function certificatesOf({ forwarding_rules, domains }: Pick<LoadBalancer, "forwarding_rules" | "domains">) {
  return [...forwarding_rules, ...domains].flatMap(({ certificate_id = "" }) =>
    certificate_id === "" ? [] : [certificate_id],
  );
}
