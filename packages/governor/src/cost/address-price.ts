import { prices } from "../catalogue/prices";
import type { ResourceView } from "../view/resource";
import { between, free, type Price } from "./price";

/**
 * The price of a reserved IPv4 address: free while it is assigned. An address without `dropletId` may be assigned by
 * another resource, or not at all.
 */
export function addressPrice(address: ResourceView): Price {
  if (address.read("dropletId").present) return free;
  const { usd, confidence } = prices.reservedIpUnassigned;
  return between(0, usd, `reserved address $0 assigned, $${usd} unassigned`, confidence);
}
