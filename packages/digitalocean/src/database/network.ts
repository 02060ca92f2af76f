import * as digitalocean from "@pulumi/digitalocean";
import type { PrivateNetwork } from "../parts/private-network";
import type { DatabaseDesign } from "./design";

/** Plans the VPC of the cluster, unless one is given. */
export function planNetwork(design: DatabaseDesign): PrivateNetwork {
  const { name, args, need, given, problem } = design;
  if (!given("vpcId")) {
    const ipRange = args.ipRange === undefined ? {} : { ipRange: args.ipRange };
    return planVpc(design, `${name}-vpc`, "region", { region: need("region"), ...ipRange });
  }
  if (given("ipRange")) {
    problem("ipRange", "is for a VPC of its own, but vpcId names another", {
      hint: "remove one of the two",
    });
  }
  return { vpc: undefined, vpcId: need("vpcId") };
}

/** Plans a VPC of the component's own. */
export function planVpc(
  { plan, overlay, name: database }: DatabaseDesign,
  name: string,
  region: "region" | `replicas.${string}`,
  inputs: digitalocean.VpcArgs,
): PrivateNetwork {
  const vpc = plan.child(digitalocean.Vpc, {
    name,
    ...overlay("vpcArgs", { description: `Database ${database}`, ...inputs }),
    from: { inputs: { region, ipRange: "ipRange" } },
    // The provider gives up after two minutes, and a VPC cannot go before the last that was in it has gone.
    options: { customTimeouts: { delete: "15m" } },
  });
  return { vpc, vpcId: vpc.output(({ id }) => id) };
}
