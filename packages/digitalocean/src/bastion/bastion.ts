import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import { bastionArguments } from "./arguments";
import type { BastionArgs, BastionInboundRule } from "./bastion-args";
import { planBastion } from "./children";

/**
 * The one way in over SSH that is governed by default: a small Droplet behind a firewall that lets in given networks
 * alone, with keys and without root, passwords and shell, upgraded by itself, at an address that outlives it.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/bastion.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class Bastion extends pulumi.ComponentResource {
  /** Reserved address. */
  readonly ip: pulumi.Output<string>;
  /** What to give to `ssh -J`, such as `bastion@203.0.113.7`. */
  readonly jumpHost: pulumi.Output<string>;
  /** The tag of the bastion's Droplet, which nothing else of the account carries. */
  readonly tag: pulumi.Output<string>;
  /** A rule for the firewalls of others that lets in SSH from the bastion, and from nowhere else. */
  readonly inboundRule: pulumi.Output<BastionInboundRule>;
  /** ID of the VPC, its own or the given one. */
  readonly vpcId: pulumi.Output<string>;
  /** USD per month without traffic, rounded to cents, and without what `unpriced` names. */
  readonly monthlyCost: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  readonly droplet: digitalocean.Droplet;
  readonly firewall: digitalocean.Firewall;
  readonly reservedIp: digitalocean.ReservedIp;
  /** Undefined where the bastion stands in a given VPC. */
  readonly vpc: digitalocean.Vpc | undefined;

  /**
   * @param name Logical name: part of every child's name and of the tag, so a change replaces the bastion.
   * @param args What it is made of.
   * @param opts Children inherit `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and wait for what the component `dependsOn`. They do not get `ignoreChanges`, `replaceOnChanges`,
   * `customTimeouts` and `additionalSecretOutputs`: set those for a child with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: BastionArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const planned = planComponent(definition, name, args, opts);
    super(planned.type, name, planned.inputs, opts);
    planned.register(this);

    const { children } = planned;
    this.droplet = children.droplet.resource;
    this.firewall = children.firewall.resource;
    this.reservedIp = children.reservedIp.resource;
    this.vpc = children.vpc?.resource;
    this.ip = this.reservedIp.ipAddress;
    this.jumpHost = pulumi.interpolate`${children.user}@${this.ip}`;
    this.tag = children.tag.resource.name;
    this.inboundRule = pulumi.output({ protocol: "tcp", portRange: "22", sourceTags: [this.tag] });
    this.vpcId = pulumi.output(children.vpcId);
    this.monthlyCost = pulumi.output(planned.monthlyCost);
    this.unpriced = pulumi.output(planned.unpriced);
    this.registerOutputs({
      ...planned.inputs,
      ip: this.ip,
      jumpHost: this.jumpHost,
      tag: this.tag,
      inboundRule: this.inboundRule,
      vpcId: this.vpcId,
      monthlyCost: this.monthlyCost,
      unpriced: this.unpriced,
    });
  }
}

const definition = {
  className: "Bastion",
  arguments: bastionArguments,
  controls: [
    "droplet-monitoring",
    "droplet-ssh-keys",
    "droplet-in-vpc",
    "droplet-behind-firewall",
    "firewall-no-public-ingress",
    "firewall-no-public-admin-ports",
    "firewall-no-all-ports",
    "firewall-egress-limited",
    "reserved-ip-assigned",
    "platform-limits",
  ],
  children: planBastion,
} as const;
