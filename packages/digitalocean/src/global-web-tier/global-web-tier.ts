import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import { globalWebTierArguments } from "./arguments";
import { type GlobalWebTierChildren, planGlobalWebTier } from "./children";
import type { GlobalWebTierArgs } from "./global-web-tier-args";
import { globalWebTierRunbook } from "./runbook";

/**
 * Web tiers in several regions behind one global load balancer that is governed by default: it caches near the visitors,
 * sends each of them to the nearest healthy tier, or all to a primary one, and to another where that fails. Each tier is
 * a GovernedWebTier.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/global-web-tier.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class GlobalWebTier extends pulumi.ComponentResource {
  /** Where it is reached, such as `https://www.example.com`. */
  readonly url: pulumi.Output<string>;
  /** Address of the global load balancer. */
  readonly ip: pulumi.Output<string>;
  /** Where each tier is reached by itself, by key. */
  readonly tierUrls: pulumi.Output<Record<string, string>>;
  /** Id of the VPC of each tier, by key. */
  readonly vpcIds: pulumi.Output<Record<string, string>>;
  /** The tag of the Droplets of each tier, by key, such as for the trusted sources of a database. */
  readonly dropletTags: pulumi.Output<Record<string, string>>;
  /** What to do if a region fails, in Markdown, with the names of these tiers. */
  readonly recoveryRunbook: pulumi.Output<string>;
  /** USD per month without traffic, rounded to cents: pools count at their minimum. Without `unpriced`. */
  readonly monthlyCost: pulumi.Output<number>;
  /** The least that a month can cost. */
  readonly monthlyCostLow: pulumi.Output<number>;
  /** The most that a month can cost: pools count at their maximum, and no uptime check is free. */
  readonly monthlyCostHigh: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  readonly loadBalancer: digitalocean.LoadBalancer;
  /** Undefined with `skipUptimeCheck`. */
  readonly uptimeCheck: digitalocean.UptimeCheck | undefined;

  /**
   * @param name Logical name: part of every child's name, so a change replaces everything.
   * @param args What it is made of.
   * @param opts Children inherit `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and wait for what the component `dependsOn`. They do not get `ignoreChanges`, `replaceOnChanges`,
   * `customTimeouts` and `additionalSecretOutputs`: set those for a child with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: GlobalWebTierArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const planned = planComponent(definition, name, args, opts);
    super(planned.type, name, planned.inputs, opts);
    const { children } = planned;
    const tiers = children.tiers.map((tier) => [tier.key, tier.register(this)] as const);
    planned.register(this);

    this.loadBalancer = children.loadBalancer.resource;
    this.uptimeCheck = children.uptimeCheck?.resource;
    this.url = pulumi.output(`https://${args.domain}`);
    this.ip = this.loadBalancer.ip;
    this.tierUrls = pulumi.output(Object.fromEntries(tiers.map(([key, { url }]) => [key, url])));
    this.vpcIds = pulumi.output(Object.fromEntries(tiers.map(([key, { vpcId }]) => [key, vpcId])));
    this.dropletTags = pulumi.output(Object.fromEntries(tiers.map(([key, { dropletTag }]) => [key, dropletTag])));
    this.recoveryRunbook = recoveryRunbook(name, args, children, this.tierUrls);
    this.monthlyCost = pulumi.output(planned.monthlyCost);
    this.monthlyCostLow = pulumi.output(planned.monthlyCostLow);
    this.monthlyCostHigh = pulumi.output(planned.monthlyCostHigh);
    this.unpriced = pulumi.output(planned.unpriced);
    this.registerOutputs({
      ...planned.inputs,
      url: this.url,
      ip: this.ip,
      tierUrls: this.tierUrls,
      vpcIds: this.vpcIds,
      dropletTags: this.dropletTags,
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
  { primary, healthCheckPath = "/" }: GlobalWebTierArgs,
  { tiers, loadBalancer: { resource } }: GlobalWebTierChildren,
  tierUrls: pulumi.Output<Record<string, string>>,
): pulumi.Output<string> {
  const known = { name, primary, healthCheckPath, stack: pulumi.getStack() };
  return pulumi.all([pulumi.output({ id: resource.id, urn: resource.urn }), tierUrls]).apply(([loadBalancer, urls]) =>
    globalWebTierRunbook({
      ...known,
      loadBalancer,
      tiers: tiers.map(({ key, args: { region } }) => ({ key, region, url: urls[key] ?? "" })),
    }),
  );
}

const definition = {
  className: "GlobalWebTier",
  arguments: globalWebTierArguments,
  controls: ["load-balancer-has-targets", "platform-limits"],
  children: planGlobalWebTier,
} as const;
