import type * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { NetworkDesign } from "./design";
import { planTiers, type Tier } from "./firewalls";
import { planNatGateways } from "./nat-gateways";
import { planPeerings } from "./peerings";
import { type NetworkVpc, planVpcs } from "./vpcs";

/** The children of a network that others may want to look at, and what they know. */
export interface NetworkChildren {
  readonly vpcs: readonly NetworkVpc[];
  readonly peerings: ReadonlyMap<string, Planned<digitalocean.VpcPeering>>;
  readonly natGateways: ReadonlyMap<string, Planned<digitalocean.VpcNatGateway>>;
  readonly tiers: ReadonlyMap<string, Tier>;
}

/** Plans the children of a network, in the order in which they are registered. */
export function planNetworkChildren(design: NetworkDesign): NetworkChildren {
  const vpcs = planVpcs(design);
  return {
    vpcs,
    peerings: planPeerings(design, vpcs),
    natGateways: planNatGateways(design, vpcs),
    tiers: planTiers(design),
  };
}
