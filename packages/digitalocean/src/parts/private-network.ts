import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Design } from "../component/design";
import type { Planned } from "../component/planned";

/** What a component takes that stands in a VPC of its own, or in a given one. */
export interface PrivateNetworkArgs {
  region: string;
  vpcId?: pulumi.Input<string>;
  ipRange?: string;
  vpcArgs?: Partial<digitalocean.VpcArgs>;
}

/** Where a component stands. */
export interface PrivateNetwork {
  /** The component's own VPC; undefined where it stands in an existing one. */
  readonly vpc: Planned<digitalocean.Vpc> | undefined;
  readonly vpcId: pulumi.Input<string>;
}

/**
 * Plans the VPC, unless one is given.
 *
 * @param what What the component is, such as `Web tier`.
 */
export function planPrivateNetwork(design: Design<PrivateNetworkArgs>, what: string): PrivateNetwork {
  const { given, need, problem } = design;
  if (given("vpcId")) {
    for (const own of ["ipRange", "vpcArgs"] as const) {
      if (given(own)) {
        problem(own, "is for a VPC of its own, but vpcId names another", { hint: "remove one of the two" });
      }
    }
    return { vpc: undefined, vpcId: need("vpcId") };
  }
  const vpc = planVpc(design, what);
  return { vpc, vpcId: vpc.output(({ id }) => id) };
}

function planVpc(
  { name, plan, args, need, overlay }: Design<PrivateNetworkArgs>,
  what: string,
): Planned<digitalocean.Vpc> {
  const own: digitalocean.VpcArgs = {
    region: need("region"),
    description: `${what} ${name}`,
    ...(args.ipRange === undefined ? {} : { ipRange: args.ipRange }),
  };
  return plan.child(digitalocean.Vpc, {
    name: `${name}-vpc`,
    ...overlay("vpcArgs", own),
    from: { inputs: { region: "region", ipRange: "ipRange" } },
    // The provider gives up after two minutes, and a VPC cannot go before the last that stood in it has gone.
    options: { customTimeouts: { delete: "15m" } },
  });
}
