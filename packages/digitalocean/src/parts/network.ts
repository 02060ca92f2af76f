import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Design } from "../component/design";
import type { Planned } from "../component/planned";
import { selectorTag } from "./selector-tag";

/** What a component takes whose Droplets stand in a VPC of its own, or in a given one. */
interface NetworkArgs {
  region: string;
  vpcId?: pulumi.Input<string>;
  ipRange?: string;
  vpcArgs?: Partial<digitalocean.VpcArgs>;
}

/** Where the Droplets stand and what joins them. */
export interface Network {
  /** The component's own VPC; undefined where it stands in an existing one. */
  readonly vpc: Planned<digitalocean.Vpc> | undefined;
  readonly vpcId: pulumi.Input<string>;
  readonly tag: Planned<digitalocean.Tag>;
  /** Name of the tag, as its output: firewalls and alerts take only a tag that exists. */
  readonly tagName: pulumi.Output<string>;
}

/**
 * Plans the VPC, unless one is given, and the tag that selects the component's Droplets.
 *
 * @param what What the component is, such as `Web tier`.
 */
export function planNetwork(design: Design<NetworkArgs>, what: string): Network {
  const { name, plan, need } = design;
  const selector = selectorTag(plan.urn);
  const tag = plan.child(digitalocean.Tag, { name: `${name}-tag`, inputs: { name: selector } });
  const tagName = tag.output((resource) => resource.name, selector);
  if (design.given("vpcId")) {
    for (const own of ["ipRange", "vpcArgs"] as const) {
      if (design.given(own)) design.problem(own, "is for a VPC of its own, but vpcId names another", oneOfBoth);
    }
    return { vpc: undefined, vpcId: need("vpcId"), tag, tagName };
  }
  const vpc = planVpc(design, what);
  return { vpc, vpcId: vpc.output(({ id }) => id), tag, tagName };
}

const oneOfBoth = { hint: "remove one of the two" };

function planVpc({ name, plan, args, need, overlay }: Design<NetworkArgs>, what: string): Planned<digitalocean.Vpc> {
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
