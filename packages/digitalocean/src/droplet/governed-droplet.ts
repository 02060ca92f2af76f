import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import { dropletArguments } from "./arguments";
import { planGovernedDroplet } from "./children";
import type { GovernedDropletArgs } from "./governed-droplet-args";

/**
 * A Droplet that keeps data, governed by default: its protected volume and its reserved address outlive it when the
 * Droplet is replaced. It is in a VPC, behind a firewall that lets in nobody who is not named, with backups, monitoring and
 * alerts. With `docker` it runs the containers of a Compose file.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/governed-droplet.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class GovernedDroplet extends pulumi.ComponentResource {
  /** Address at which the Droplet is reached: the reserved one, or with `skipReservedIp` its own. */
  readonly ip: pulumi.Output<string>;
  /** Address of the Droplet in its VPC. */
  readonly privateIp: pulumi.Output<string>;
  /** Id of the VPC, its own or the given one. */
  readonly vpcId: pulumi.Output<string>;
  /** The tag that the Droplet carries, and nothing else of the account. */
  readonly dropletTag: pulumi.Output<string>;
  /** Name of the volume. Undefined with `skipVolume`. */
  readonly volumeName: pulumi.Output<string> | undefined;
  /** USD per month without traffic, rounded to cents, and without what `unpriced` names. */
  readonly monthlyCost: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  readonly droplet: digitalocean.Droplet;
  /** Undefined where a volume is given, and with `skipVolume`. */
  readonly volume: digitalocean.Volume | undefined;
  /** Undefined where an address is given, and with `skipReservedIp`. */
  readonly reservedIp: digitalocean.ReservedIp | undefined;
  /** Undefined where the Droplet stands in a given VPC. */
  readonly vpc: digitalocean.Vpc | undefined;
  /** Undefined with `skipFirewall`. */
  readonly firewall: digitalocean.Firewall | undefined;
  /** Undefined without a domain and with `skipDnsRecord`. */
  readonly dnsRecord: digitalocean.DnsRecord | undefined;

  /**
   * @param name Logical name: part of every child's name, of the tag and of the volume's name, so a change replaces all.
   * @param args What it is made of.
   * @param opts Children inherit `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and wait for what the component `dependsOn`. They do not get `ignoreChanges`, `replaceOnChanges`,
   * `customTimeouts` and `additionalSecretOutputs`: set those for a child with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: GovernedDropletArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const planned = planComponent(definition, name, args, opts);
    super(planned.type, name, planned.inputs, opts);
    planned.register(this);

    const { children } = planned;
    this.droplet = children.droplet.resource;
    this.volume = children.volume?.resource;
    this.reservedIp = children.reservedIp?.resource;
    this.vpc = children.vpc?.resource;
    this.firewall = children.firewall?.resource;
    this.dnsRecord = children.dnsRecord?.resource;
    this.ip = pulumi.output(children.ip);
    this.privateIp = this.droplet.ipv4AddressPrivate;
    this.vpcId = pulumi.output(children.vpcId);
    this.dropletTag = children.tag.resource.name;
    this.volumeName = children.volumeName === undefined ? undefined : pulumi.output(children.volumeName);
    this.monthlyCost = pulumi.output(planned.monthlyCost);
    this.unpriced = pulumi.output(planned.unpriced);
    this.registerOutputs({
      ...planned.inputs,
      ip: this.ip,
      privateIp: this.privateIp,
      vpcId: this.vpcId,
      dropletTag: this.dropletTag,
      volumeName: this.volumeName,
      monthlyCost: this.monthlyCost,
      unpriced: this.unpriced,
    });
  }
}

const definition = {
  className: "GovernedDroplet",
  arguments: dropletArguments,
  controls: [
    "droplet-backups",
    "droplet-monitoring",
    "droplet-in-vpc",
    "droplet-behind-firewall",
    "firewall-no-public-ingress",
    "firewall-no-public-admin-ports",
    "firewall-egress-limited",
    "reserved-ip-assigned",
    "volume-attached",
    "platform-limits",
  ],
  children: planGovernedDroplet,
} as const;
