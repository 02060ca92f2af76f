import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { NetworkDesign } from "./design";
import type { NetworkVpc } from "./vpcs";

/** Plans the NAT gateways of the VPCs that have one, by key. */
export function planNatGateways(
  { name, plan, given, problem, overlay }: NetworkDesign,
  vpcs: readonly NetworkVpc[],
): ReadonlyMap<string, Planned<digitalocean.VpcNatGateway>> {
  const behind = vpcs.filter(({ natGateway }) => natGateway);
  if (given("natGatewayArgs") && behind.length === 0) {
    problem("natGatewayArgs", "is for NAT gateways, but no VPC has one", { hint: "set natGateway of a VPC" });
  }
  return new Map(
    behind.map(({ key, region, id }) => {
      const own: digitalocean.VpcNatGatewayArgs = {
        type: "PUBLIC",
        region,
        size: 1,
        vpcs: [{ vpcUuid: id, defaultGateway: true }],
      };
      const gateway = plan.child(digitalocean.VpcNatGateway, {
        name: `${name}-nat-${key}`,
        ...overlay("natGatewayArgs", own),
        from: { inputs: { region: `vpcs.${key}.region`, vpcs: `vpcs.${key}.vpcId` }, whole: `vpcs.${key}.natGateway` },
      });
      return [key, gateway];
    }),
  );
}
