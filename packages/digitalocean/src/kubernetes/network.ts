import { overlap, parseAddresses } from "@infrafabric/governor/internal";
import type * as pulumi from "@pulumi/pulumi";
import { type PrivateNetwork, planPrivateNetwork } from "../parts/private-network";
import type { KubernetesDesign } from "./design";

/** Plans the VPC, unless one is given. */
export function planNetwork(design: KubernetesDesign): PrivateNetwork {
  if (!design.given("vpcId")) checkOverlap(design);
  return planPrivateNetwork(design, "Kubernetes cluster");
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
