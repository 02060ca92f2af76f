import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Design } from "../component/design";
import type { Plan } from "../component/plan";
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
 * @param own The arguments that are for a VPC of its own alone.
 */
export function planPrivateNetwork(
  design: Design<PrivateNetworkArgs>,
  what: string,
  own: readonly ("ipRange" | "vpcArgs")[] = ["ipRange", "vpcArgs"],
): PrivateNetwork {
  const { name, args, given, need, problem } = design;
  if (given("vpcId")) {
    for (const argument of own) {
      if (given(argument)) {
        problem(argument, "is for a VPC of its own, but vpcId names another", { hint: "remove one of the two" });
      }
    }
    return { vpc: undefined, vpcId: need("vpcId") };
  }
  const inputs = { region: need("region"), ...(args.ipRange === undefined ? {} : { ipRange: args.ipRange }) };
  return planVpc(design, what, `${name}-vpc`, inputs, { region: "region", ipRange: "ipRange" });
}

/** What a VPC is planned from, whatever else the component takes. */
interface VpcDesign<Argument extends string> extends Pick<Design<PrivateNetworkArgs>, "name" | "overlay"> {
  readonly plan: Plan<Argument>;
}

/**
 * Plans a VPC of the component's own.
 *
 * @param from By input: the argument that decides it.
 */
export function planVpc<Argument extends string>(
  { name, plan, overlay }: VpcDesign<Argument>,
  what: string,
  child: string,
  inputs: digitalocean.VpcArgs,
  from: Readonly<Record<string, Argument>>,
): PrivateNetwork {
  const vpc = plan.child(digitalocean.Vpc, {
    name: child,
    ...overlay("vpcArgs", { description: `${what} ${name}`, ...inputs }),
    from: { inputs: from },
    // The provider gives up after two minutes, and a VPC cannot go before the last that was in it has gone.
    options: { customTimeouts: { delete: "15m" } },
  });
  return { vpc, vpcId: vpc.output(({ id }) => id) };
}
