import type { Account } from "../../state/account.ts";
import { free, toNumber } from "../droplets/networks.ts";
import { vpcTable } from "../vpcs/vpc.ts";
import { type LoadBalancer, loadBalancerTable } from "./load-balancer.ts";

/** Stands in for the internet: TEST-NET-3, RFC 5737. */
const publicBase = toNumber("203.0.113.0");
const publicSize = 256;

/** As many as there are addresses. */
export const mostBalancers = publicSize - 3;

/** The addresses of a load balancer that becomes active. */
export function addressesOf(account: Account, balancer: LoadBalancer): Pick<LoadBalancer, "ip" | "ipv6"> {
  const taken = new Set(
    loadBalancerTable
      .of(account)
      .all()
      .map(({ ip }) => ip),
  );
  const vpc = vpcTable.of(account).get(balancer.vpc_uuid ?? "");
  if (balancer.network === "INTERNAL" && vpc !== undefined) {
    // Droplets take the addresses of a VPC from its beginning.
    const [base = "", bits = ""] = vpc.ip_range.split("/");
    const half = 2 ** (31 - Number(bits));
    return { ip: free(toNumber(base) + half, half, taken) };
  }
  const ip = free(publicBase, publicSize, taken);
  const last = Number(ip.split(".").at(-1)).toString(16);
  return { ip, ...(balancer.network_stack === "DUALSTACK" ? { ipv6: `2001:db8:2::${last}` } : {}) };
}
