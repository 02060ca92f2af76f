import { balancerIncludes, prices } from "../catalogue/prices";
import { reasonOf } from "../view/reason";
import type { ResourceView } from "../view/resource";
import { type Count, exactly } from "./count";
import { sumOf } from "./money";
import { between, fixed, type Price, type Unpriced, unpriced } from "./price";

/** Nodes of the sizes that preceded `sizeUnit`. Source: DigitalOcean's OpenAPI (7 Aug 2026). */
const nodesOfSize: ReadonlyMap<string, number> = new Map([
  ["lb-small", 1],
  ["lb-medium", 3],
  ["lb-large", 6],
]);

/** The price of a load balancer, without the traffic beyond what a global one includes. */
export function loadBalancerPrice(balancer: ResourceView): Price {
  const regional = prices.loadBalancerRegional;
  const network = prices.loadBalancerNetwork;
  const global = prices.loadBalancerGlobal;
  const type = balancer.read("type");
  if (type.text() === "GLOBAL") return globalPrice(balancer);
  const nodes = nodeCount(balancer);
  if ("state" in nodes) return nodes;
  const count = nodes.high;
  switch (type.text()) {
    case "REGIONAL":
      return fixed(count * regional.usd, `${count} x load balancer node $${regional.usd}`, regional);
    case "REGIONAL_NETWORK":
      return fixed(count * network.usd, `${count} x network load balancer node $${network.usd}`, network);
    default:
  }
  return type.opaque
    ? between(
        {
          low: Math.min(count * regional.usd, global.usd),
          // The default type is REGIONAL.
          expected: count * regional.usd,
          high: Math.max(count * network.usd, global.usd),
        },
        `${count} x load balancer node $${regional.usd} to $${network.usd}: ${reasonOf(type)}`,
        network,
      )
    : unpriced(reasonOf(type));
}

/** A global one includes a few domains. */
function globalPrice(balancer: ResourceView): Price {
  const { loadBalancerGlobal: global, loadBalancerDomain: each } = prices;
  const base = fixed(global.usd, `global load balancer $${global.usd}`, global);
  const domains = balancer.read("domains");
  if (domains.opaque) return unpriced(reasonOf(domains));
  const more = domains.elements().length - balancerIncludes.domains;
  return more <= 0 ? base : sumOf([base, fixed(more * each.usd, `${more} more domains at $${each.usd}`, each)]);
}

function nodeCount(balancer: ResourceView): Count | Unpriced {
  const size = balancer.read("size");
  if (!size.present) return exactly(balancer.read("sizeUnit"));
  const nodes = nodesOfSize.get(size.text() ?? "");
  return nodes === undefined ? unpriced(reasonOf(size)) : { low: nodes, expected: nodes, high: nodes };
}
