import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Design } from "../component/design";
import type { Planned } from "../component/planned";
import { type PrivateNetwork, type PrivateNetworkArgs, planPrivateNetwork } from "./private-network";
import { selectorTag } from "./selector-tag";

/** Where the Droplets stand and what joins them. */
export interface Network extends PrivateNetwork {
  readonly tag: Planned<digitalocean.Tag>;
  /** Name of the tag, as its output: firewalls and alerts take only a tag that exists. */
  readonly tagName: pulumi.Output<string>;
}

/**
 * Plans the VPC, unless one is given, and the tag that selects the component's Droplets.
 *
 * @param what What the component is, such as `Web tier`.
 * @param selector Name of the tag. Default: one of the component's own.
 */
export function planNetwork(
  design: Design<PrivateNetworkArgs>,
  what: string,
  selector = selectorTag(design.plan.urn),
): Network {
  const { name, plan } = design;
  const tag = plan.child(digitalocean.Tag, { name: `${name}-tag`, inputs: { name: selector } });
  const tagName = tag.output((resource) => resource.name, selector);
  return { ...planPrivateNetwork(design, what), tag, tagName };
}
