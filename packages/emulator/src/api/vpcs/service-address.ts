import type { Account } from "../../state/account.ts";
import { free, rangeOf } from "../droplets/networks.ts";
import { loadBalancerTable } from "../load-balancers/load-balancer.ts";
import { natGatewayTable } from "../nat-gateways/nat-gateway.ts";
import type { Vpc } from "./vpc.ts";

/** An address of a VPC for what is no Droplet: Droplets take the addresses from its beginning, these from its middle. */
export function serviceAddress(account: Account, vpc: Vpc): string {
  const internal = loadBalancerTable.of(account).filter(({ network, ip }) => network === "INTERNAL" && ip !== "");
  const gateways = natGatewayTable.of(account).all();
  const taken = new Set([
    ...internal.map(({ ip }) => ip),
    ...gateways.flatMap(({ vpcs }) => vpcs.map(({ gateway_ip }) => gateway_ip)),
  ]);
  const { base, size } = rangeOf(vpc);
  return free(base + size / 2, size / 2, taken);
}
