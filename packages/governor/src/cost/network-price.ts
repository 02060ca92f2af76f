import { prices } from "../catalogue/prices";
import { reasonOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { amountOf } from "./count";
import { usd } from "./money";
import { fixed, included, type Price, type PriceContext, unpriced } from "./price";

/** The price of a NAT gateway by its nodes, without the traffic beyond what they include. */
export function natGatewayPrice(gateway: ResourceView): Price {
  const size = gateway.read("size");
  const nodes = amountOf(size);
  if (nodes === undefined) return unpriced(reasonOf(size));
  const each = prices.natGateway;
  return fixed(nodes * each.usd, `${nodes} x NAT gateway node ${usd(each.usd)}`, each.confidence);
}

/** The price of a peering: free inside a datacenter, by traffic between two. */
export function peeringPrice(peering: ResourceView, { neighbours }: PriceContext): Price {
  const each = `${usd(prices.peeringTraffic.usd)} per GiB sent between datacenters`;
  const regions = neighbours.namedEach(peering, "vpcIds")?.map((vpc) => vpc.read("region").text()?.toLowerCase());
  if (regions === undefined || regions.length < 2 || regions.includes(undefined))
    return unpriced(`free inside a datacenter, ${each}: cannot determine the regions of its VPCs`);
  return new Set(regions).size === 1 ? included("inside a datacenter") : unpriced(`billed by traffic, ${each}`);
}
