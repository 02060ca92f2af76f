import { regions } from "../catalogue";
import { parseAddresses } from "../network/cidr";
import { vpcRangeProblem } from "./vpc-range";

/** One of the two VPCs of a peering. */
export interface PeeringEnd {
  readonly region: string;
  /** CIDR notation; undefined: not known. */
  readonly range: string | undefined;
}

/**
 * Why two VPCs cannot be peered, in words that follow a name for the two; undefined: nothing stands against it.
 * Their ranges do not overlap, as no two of an account do. Source: DigitalOcean docs, VPC limits (Sep 2025).
 */
export function peeringProblem(one: PeeringEnd, other: PeeringEnd): string | undefined {
  if (one.region !== other.region) {
    const within = [one, other].find(({ region }) =>
      regions.some(({ slug, peering }) => slug === region && peering === "within"),
    );
    if (within !== undefined) return `are in different datacenters, which ${within.region} does not peer with`;
  }
  return inTheWay(one, other) ?? inTheWay(other, one);
}

/** A range that its own datacenter allows, and that of the other VPC keeps for itself. */
function inTheWay({ range = "", region }: PeeringEnd, other: PeeringEnd): string | undefined {
  const addresses = parseAddresses(range);
  if (addresses === undefined || vpcRangeProblem(addresses, region) !== undefined) return undefined;
  const problem = vpcRangeProblem(addresses, other.region);
  return problem === undefined ? undefined : `cannot be peered: ${range} ${problem}`;
}
