import { prices } from "../catalogue/prices";
import { reasonOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { amountOf } from "./count";
import { usd } from "./money";
import { fixed, included, type Price, type PriceContext, unpriced } from "./price";
import { assumed } from "./usage";

/** The price of a NAT gateway by its nodes, without the traffic beyond what they include. */
export function natGatewayPrice(gateway: ResourceView): Price {
  const size = gateway.read("size");
  const nodes = amountOf(size);
  if (nodes === undefined) return unpriced(reasonOf(size));
  const each = prices.natGateway;
  return fixed(nodes * each.usd, `${nodes} x NAT gateway node ${usd(each.usd)}`, each);
}

/** The price of a peering: free inside a datacenter, by traffic between two. */
export function peeringPrice(peering: ResourceView, context: PriceContext): Price {
  const each = `${usd(prices.peeringTraffic.usd)} per GiB sent between datacenters`;
  const apart = peersApart(peering, context);
  if (apart === undefined)
    return unpriced(`free inside a datacenter, ${each}: cannot determine the regions of its VPCs`);
  if (!apart) return included("inside a datacenter");
  return assumed(peering, context.usage, "outbound_gib") === undefined
    ? unpriced(`billed by traffic, ${each}, and usage.vpc_peering.outbound_gib is not set`)
    : included("billed by traffic");
}

/** True if a peering is between two datacenters; undefined if that cannot be determined. */
export function peersApart(peering: ResourceView, { neighbours }: PriceContext): boolean | undefined {
  const regions = neighbours.namedEach(peering, "vpcIds")?.map((vpc) => vpc.read("region").text()?.toLowerCase());
  if (regions === undefined || regions.length < 2 || regions.includes(undefined)) return undefined;
  return new Set(regions).size > 1;
}
