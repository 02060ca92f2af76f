import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import { describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const seconds = z.int().min(1).default(30);

/** How long a connection that says nothing is remembered. */
export const timeouts = z.object({
  udp_timeout_seconds: seconds,
  icmp_timeout_seconds: seconds,
  tcp_timeout_seconds: seconds,
});

const natGateway = timeouts.extend({
  id: z.string(),
  name: z.string(),
  type: z.literal("PUBLIC"),
  state: z.enum(["NEW", "PROVISIONING", "ACTIVE", "DELETING", "ERROR", "INVALID"]),
  /** Slug. */
  region: z.string(),
  size: z.number(),
  vpcs: z.array(
    z.object({
      vpc_uuid: z.string(),
      subnet_uuid: z.string().exactOptional(),
      gateway_ip: z.string(),
      default_gateway: z.boolean(),
    }),
  ),
  egresses: z.object({ public_gateways: z.array(z.object({ ipv4: z.string() })) }),
  project_id: z.string(),
  created_at: stampSchema,
  updated_at: stampSchema,
});

/** The way out of VPCs for what has no public address. */
export type NatGateway = z.infer<typeof natGateway>;

export const natGatewayTable = tableOf("vpc_nat_gateways", natGateway);

describes(natGatewayTable, {
  kind: "VpcNatGateway",
  product: "NAT Gateways",
  path: "/v2/vpc_nat_gateways",
  read: ({ id, name, region, state, size, vpcs, created_at }) => ({
    id,
    name,
    detail: `size ${size}`,
    region,
    status: state.toLowerCase(),
    vpcs: vpcs.map(({ vpc_uuid }) => vpc_uuid),
    subnets: vpcs.map(({ subnet_uuid }) => subnet_uuid),
    addresses: vpcs.map(({ gateway_ip }) => gateway_ip),
    since: created_at,
    inputs: { region, size },
  }),
});

/** Whether a gateway leads out under an address. */
export function isOfGateway(account: Account, ip: string): boolean {
  const gateways = natGatewayTable.of(account);
  return gateways.find(({ egresses }) => egresses.public_gateways.some(({ ipv4 }) => ipv4 === ip)) !== undefined;
}
