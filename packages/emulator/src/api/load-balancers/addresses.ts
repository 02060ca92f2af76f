import type { Account } from "../../state/account.ts";
import { free, toNumber } from "../droplets/networks.ts";
import { serviceAddress } from "../vpcs/service-address.ts";
import { vpcTable } from "../vpcs/vpc.ts";
import { type LoadBalancer, loadBalancerTable } from "./load-balancer.ts";

/** Stands in for the internet: TEST-NET-3, RFC 5737. */
const publicBase = toNumber("203.0.113.0");
const publicSize = 256;

/** As many as there are addresses. */
export const mostBalancers = publicSize - 3;

/** The addresses of a load balancer that becomes active. */
export function addressesOf(account: Account, balancer: LoadBalancer): Pick<LoadBalancer, "ip" | "ipv6"> {
  const vpc = vpcTable.of(account).get(balancer.vpc_uuid ?? "");
  if (balancer.network === "INTERNAL" && vpc !== undefined) return { ip: serviceAddress(account, vpc) };
  const external = loadBalancerTable.of(account).filter((one) => one.network === "EXTERNAL" && one.ip !== "");
  const ip = free(publicBase, publicSize, new Set(external.map((one) => one.ip)));
  const last = Number(ip.split(".").at(-1)).toString(16);
  return { ip, ...(balancer.network_stack === "DUALSTACK" ? { ipv6: `2001:db8:2::${last}` } : {}) };
}
