import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import type { DatabaseDesign } from "./design";

/** Where a database is reached privately. */
export interface PrivateNetwork {
  /** Undefined where an existing VPC is used. */
  readonly vpc: Planned<digitalocean.Vpc> | undefined;
  readonly vpcId: pulumi.Input<string>;
}

/** Plans the VPC of the cluster, unless one is given. */
export function planNetwork(design: DatabaseDesign): PrivateNetwork {
  const { name, args, need, given, problem } = design;
  if (!given("vpcId")) {
    const ipRange = args.ipRange === undefined ? {} : { ipRange: args.ipRange };
    return planVpc(design, `${name}-vpc`, "region", { region: need("region"), ...ipRange });
  }
  if (given("ipRange")) {
    problem("ipRange", "is for a VPC of the database's own, but vpcId names another", {
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
