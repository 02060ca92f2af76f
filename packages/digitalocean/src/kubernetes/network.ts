import { overlap, parseAddresses } from "@infrafabric/governor/internal";
import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import type { KubernetesDesign } from "./design";

/** Where the cluster stands. */
export interface Network {
  /** The cluster's own VPC; undefined where it stands in an existing one. */
  readonly vpc: Planned<digitalocean.Vpc> | undefined;
  readonly vpcId: pulumi.Input<string>;
}

/** Plans the VPC, unless one is given. */
export function planNetwork(design: KubernetesDesign): Network {
  const { given, need, problem } = design;
  if (given("vpcId")) {
    for (const own of ["ipRange", "vpcArgs"] as const) {
      if (given(own)) {
        problem(own, "is for a VPC of the cluster's own, but vpcId names another", { hint: "remove one of the two" });
      }
    }
    return { vpc: undefined, vpcId: need("vpcId") };
  }
  checkOverlap(design);
  const vpc = planVpc(design);
  return { vpc, vpcId: vpc.output(({ id }) => id) };
}

/** Pods and services are routed beside the VPC. How the two ranges stand to each other is the cluster's own limit. */
function checkOverlap({ args, problem }: KubernetesDesign): void {
  const vpc = rangeOf(args.vpcArgs?.ipRange ?? args.ipRange);
  for (const argument of ["clusterSubnet", "serviceSubnet"] as const) {
    const subnet = rangeOf(args[argument]);
    if (vpc === undefined || subnet === undefined || overlap(vpc, subnet) === 0n) continue;
    problem(argument, `the range "${args[argument]}" overlaps the range of the VPC`, {
      hint: "choose a range outside ipRange",
    });
  }
}

function rangeOf(text: pulumi.Input<string | undefined> | undefined) {
  return typeof text === "string" ? parseAddresses(text) : undefined;
}

function planVpc({ name, plan, args, need, overlay }: KubernetesDesign): Planned<digitalocean.Vpc> {
  const own: digitalocean.VpcArgs = {
    region: need("region"),
    description: `Kubernetes cluster ${name}`,
    ...(args.ipRange === undefined ? {} : { ipRange: args.ipRange }),
  };
  return plan.child(digitalocean.Vpc, {
    name: `${name}-vpc`,
    ...overlay("vpcArgs", own),
    from: { inputs: { region: "region", ipRange: "ipRange" } },
    // The provider gives up after two minutes, and a cluster leaves its VPC some time after it is deleted.
    options: { customTimeouts: { delete: "15m" } },
  });
}
