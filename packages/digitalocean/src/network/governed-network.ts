import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import { registeredByKey } from "../component/registered";
import { networkArguments } from "./arguments";
import { planNetworkChildren } from "./children";
import type { GovernedNetworkArgs } from "./governed-network-args";

/**
 * A network that is governed by default: VPCs in any regions with ranges that never overlap, peered with each other,
 * with NAT gateways where they are wanted, and tiers of Droplets between which nothing passes but what is allowed.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/governed-network.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class GovernedNetwork extends pulumi.ComponentResource {
  /** IDs of the VPCs by key, the network's own and existing ones. */
  readonly vpcIds: pulumi.Output<Record<string, string>>;
  /** Address ranges of the VPCs by key, in CIDR notation; none for an existing VPC whose `ipRange` is not given. */
  readonly ipRanges: pulumi.Output<Record<string, string>>;
  /** By tier, the tag to give to its Droplets: it puts them behind the tier's firewall. */
  readonly tierTags: pulumi.Output<Record<string, string>>;
  /** USD per month without traffic, rounded to cents, and without what `unpriced` names. */
  readonly monthlyCost: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  /** By key, without existing ones. */
  readonly vpcs: Record<string, digitalocean.Vpc>;
  /** By the keys of both VPCs in order, joined by `--`. */
  readonly peerings: Record<string, digitalocean.VpcPeering>;
  /** By the key of the VPC. */
  readonly natGateways: Record<string, digitalocean.VpcNatGateway>;
  /** By tier. */
  readonly firewalls: Record<string, digitalocean.Firewall>;

  /**
   * @param name Logical name: part of every child's name, of the tags and of the allocated ranges, so a change replaces
   * the network.
   * @param args What it is made of.
   * @param opts Children inherit `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and wait for what the component `dependsOn`. They do not get `ignoreChanges`, `replaceOnChanges`,
   * `customTimeouts` and `additionalSecretOutputs`: set those for a child with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: GovernedNetworkArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const network = planComponent(definition, name, args, opts);
    super(network.type, name, network.inputs, opts);
    network.register(this);

    const { vpcs, peerings, natGateways, tiers } = network.children;
    this.vpcs = Object.fromEntries(vpcs.flatMap(({ key, vpc }) => (vpc === undefined ? [] : [[key, vpc.resource]])));
    this.peerings = registeredByKey(peerings);
    this.natGateways = registeredByKey(natGateways);
    this.firewalls = registeredByKey([...tiers].map(([tier, { firewall }]) => [tier, firewall]));
    this.vpcIds = pulumi.output(Object.fromEntries(vpcs.map(({ key, id }) => [key, id])));
    this.ipRanges = pulumi.output(
      Object.fromEntries(vpcs.flatMap(({ key, range }) => (range === undefined ? [] : [[key, range]]))),
    );
    this.tierTags = pulumi.output(Object.fromEntries([...tiers].map(([tier, { tag }]) => [tier, tag.resource.name])));
    this.monthlyCost = pulumi.output(network.monthlyCost);
    this.unpriced = pulumi.output(network.unpriced);
    this.registerOutputs({
      ...network.inputs,
      vpcIds: this.vpcIds,
      ipRanges: this.ipRanges,
      tierTags: this.tierTags,
      monthlyCost: this.monthlyCost,
      unpriced: this.unpriced,
    });
  }
}

const definition = {
  className: "GovernedNetwork",
  arguments: networkArguments,
  controls: [
    "firewall-no-all-ports",
    "firewall-no-public-admin-ports",
    "firewall-no-public-ingress",
    "platform-limits",
    "vpc-same-region",
  ],
  wholeStack: ["firewall-has-targets"],
  children: planNetworkChildren,
} as const;
