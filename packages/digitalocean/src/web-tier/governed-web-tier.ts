import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import type { WebTierChildren } from "./children";
import { webTierDefinition } from "./definition";
import type { GovernedWebTierArgs } from "./governed-web-tier-args";
import { webTierRunbook } from "./runbook";

/**
 * A web tier that is governed by default: Droplets, or an autoscale pool, behind a regional load balancer that speaks
 * TLS, in a VPC, behind a firewall that lets in the load balancer alone, with backups, monitoring, alerts and a check
 * from outside.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/governed-web-tier.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class GovernedWebTier extends pulumi.ComponentResource {
  /** Where the tier is reached, such as `https://www.example.com`. */
  readonly url: pulumi.Output<string>;
  /** Address of the load balancer. */
  readonly ip: pulumi.Output<string>;
  /** Id of the VPC, its own or the given one. */
  readonly vpcId: pulumi.Output<string>;
  /** The tag that every Droplet of the tier carries, and nothing else of the account. */
  readonly dropletTag: pulumi.Output<string>;
  /** What to do if a Droplet, a rollout or the region fails, in Markdown, with the names of this tier. */
  readonly recoveryRunbook: pulumi.Output<string>;
  /** USD per month without traffic, rounded to cents: a pool counts at its minimum. Without `unpriced`. */
  readonly monthlyCost: pulumi.Output<number>;
  /** The least that a month can cost. */
  readonly monthlyCostLow: pulumi.Output<number>;
  /** The most that a month can cost: a pool counts at its maximum, and no uptime check is free. */
  readonly monthlyCostHigh: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  readonly loadBalancer: digitalocean.LoadBalancer;
  /** In the order of the keys; none where the tier is autoscaled. */
  readonly droplets: digitalocean.Droplet[];
  /** Undefined where the tier is not autoscaled. */
  readonly pool: digitalocean.DropletAutoscale | undefined;
  /** Undefined where the tier stands in a given VPC. */
  readonly vpc: digitalocean.Vpc | undefined;
  /** Undefined with `skipFirewall`. */
  readonly firewall: digitalocean.Firewall | undefined;
  /** Undefined where a certificate is given, or no domain. */
  readonly certificate: digitalocean.Certificate | undefined;
  /** Undefined without a domain and with `skipDnsRecord`. */
  readonly dnsRecord: digitalocean.DnsRecord | undefined;
  /** Undefined with `skipUptimeCheck`. */
  readonly uptimeCheck: digitalocean.UptimeCheck | undefined;

  /**
   * @param name Logical name: part of every child's name and of the tag, so a change replaces the tier.
   * @param args What it is made of.
   * @param opts Children inherit `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and wait for what the component `dependsOn`. They do not get `ignoreChanges`, `replaceOnChanges`,
   * `customTimeouts` and `additionalSecretOutputs`: set those for a child with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: GovernedWebTierArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const tier = planComponent(webTierDefinition, name, args, opts);
    super(tier.type, name, tier.inputs, opts);
    tier.register(this);

    const { children } = tier;
    this.loadBalancer = children.loadBalancer.resource;
    this.droplets = children.droplets.map(({ resource }) => resource);
    this.pool = children.pool?.resource;
    this.vpc = children.vpc?.resource;
    this.firewall = children.firewall?.resource;
    this.certificate = children.certificate?.resource;
    this.dnsRecord = children.dnsRecord?.resource;
    this.uptimeCheck = children.uptimeCheck?.resource;
    this.url = pulumi.output(children.url);
    this.ip = this.loadBalancer.ip;
    this.vpcId = pulumi.output(children.vpcId);
    this.dropletTag = children.tag.resource.name;
    this.recoveryRunbook = recoveryRunbook(name, args, children, this.url);
    this.monthlyCost = pulumi.output(tier.monthlyCost);
    this.monthlyCostLow = pulumi.output(tier.monthlyCostLow);
    this.monthlyCostHigh = pulumi.output(tier.monthlyCostHigh);
    this.unpriced = pulumi.output(tier.unpriced);
    this.registerOutputs({
      ...tier.inputs,
      url: this.url,
      ip: this.ip,
      vpcId: this.vpcId,
      dropletTag: this.dropletTag,
      recoveryRunbook: this.recoveryRunbook,
      monthlyCost: this.monthlyCost,
      monthlyCostLow: this.monthlyCostLow,
      monthlyCostHigh: this.monthlyCostHigh,
      unpriced: this.unpriced,
    });
  }
}

function recoveryRunbook(
  name: string,
  { region, healthCheckPath, backupPolicy, dropletArgs }: GovernedWebTierArgs,
  { tag, droplets, dnsRecord }: WebTierChildren,
  url: pulumi.Output<string>,
): pulumi.Output<string> {
  const backups = dropletArgs?.backups === false ? undefined : (backupPolicy?.plan ?? "weekly");
  const known = {
    name,
    region,
    droplets: droplets.length,
    healthCheckPath: healthCheckPath ?? "/",
    backups,
    stack: pulumi.getStack(),
  };
  const record = dnsRecord?.resource;
  return pulumi
    .all([
      url,
      tag.resource.name,
      record === undefined ? undefined : pulumi.output({ urn: record.urn, zone: record.domain }),
    ])
    .apply(([at, tagName, named]) => webTierRunbook({ ...known, url: at, tag: tagName, dnsRecord: named }));
}
