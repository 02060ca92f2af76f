import * as z from "zod";
import { listOf } from "../list.ts";
import {
  balancerDomain,
  balancerFirewall,
  forwardingRule,
  globalSettings,
  healthCheck,
  stickySessions,
} from "./load-balancer.ts";

/** Words that are taken in either case. */
const words = <const T extends string>(values: readonly T[]) => z.string().toUpperCase().pipe(z.enum(values));

/** Nodes of the sizes that the number of nodes has replaced. */
export const namedSizes = { "lb-small": 1, "lb-medium": 3, "lb-large": 6 } as const;

const flag = z.boolean().default(false);

/** What a request says of a load balancer. */
export const balancerParts = z.object({
  name: z.string().min(1, "Name can't be blank"),
  type: words(["REGIONAL", "REGIONAL_NETWORK", "GLOBAL"]).default("REGIONAL"),
  region: z.string().min(1).toLowerCase().exactOptional(),
  vpc_uuid: z.string().min(1).exactOptional(),
  subnet_uuid: z.string().min(1).exactOptional(),
  project_id: z.string().min(1).exactOptional(),
  size: z.literal(["lb-small", "lb-medium", "lb-large"]).optional(),
  // The document says at most 100, the provider and the docs of load balancers at most 200.
  size_unit: z.int().min(1).max(200).optional(),
  algorithm: z.enum(["round_robin", "least_connections"]).default("round_robin"),
  forwarding_rules: listOf(forwardingRule),
  health_check: healthCheck.prefault({}),
  sticky_sessions: stickySessions.default({ type: "none" }),
  droplet_ids: listOf(z.int()),
  tag: z.string().default(""),
  redirect_http_to_https: flag,
  enable_proxy_protocol: flag,
  enable_backend_keepalive: flag,
  http_idle_timeout_seconds: z.int().min(30).max(600).default(60),
  disable_lets_encrypt_dns_records: flag,
  firewall: balancerFirewall.prefault({}),
  network: words(["EXTERNAL", "INTERNAL"]).default("EXTERNAL"),
  network_stack: words(["IPV4", "DUALSTACK"]).default("IPV4"),
  tls_cipher_policy: words(["DEFAULT", "STRONG"]).default("DEFAULT"),
  domains: listOf(balancerDomain),
  glb_settings: globalSettings.exactOptional(),
  target_load_balancer_ids: listOf(z.string()),
});

export type BalancerParts = z.infer<typeof balancerParts>;
