import { prices } from "../catalogue/prices";
import type { ResourceView } from "../view/resource";
import { between, free, included, type Price, type PriceContext } from "./price";

/** The price of a reserved IPv4 address: free while a Droplet, an assignment or a load balancer of the stack holds it. */
export function addressPrice(address: ResourceView, { neighbours }: PriceContext): Price {
  if (address.read("dropletId").present) return free;
  const listed = prices.reservedIpUnassigned;
  const { usd } = listed;
  const holding = neighbours.holding(address);
  switch (holding.state) {
    case "held":
      return included(`held by ${holding.by.kind?.name} ${holding.by.name}`);
    case "unheld":
      // What another stack assigns does not show here.
      return between({ low: 0, expected: usd, high: usd }, `reserved address $${usd}, unassigned`, listed);
    case "doubt":
      return between(
        { low: 0, expected: holding.free * usd, high: usd },
        `reserved address $0 assigned, $${usd} unassigned: which address an assignment holds is not known yet`,
        listed,
      );
  }
}
