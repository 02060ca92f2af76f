import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import { staticSiteArguments } from "./arguments";
import { planStaticSite } from "./children";
import type { StaticSiteArgs } from "./static-site-args";

/**
 * Files for browsers that are governed by default: a private, versioned, logged bucket behind DigitalOcean's CDN, with a
 * domain and its certificate, or with `app` a static site of App Platform. In a bucket, each file says itself that it is
 * public.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/static-site.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class StaticSite extends pulumi.ComponentResource {
  /** Where files are: `<url>/index.html`. */
  readonly url: pulumi.Output<string>;
  /** Name of the bucket, to upload to. Empty with `app`. */
  readonly bucketName: pulumi.Output<string>;
  /** Where the bucket is, such as `nyc3`, or the app, such as `nyc`. */
  readonly region: pulumi.Output<string>;
  /** Id of the CDN endpoint, to purge its cache: `doctl compute cdn flush`. Empty with `app`. */
  readonly cdnId: pulumi.Output<string>;
  /** Id of the app. Empty without `app`. */
  readonly appId: pulumi.Output<string>;
  /**
   * USD per month, rounded to cents: of a bucket the subscription to Spaces, which a team pays once for all its buckets;
   * a site of an app counts as one of the three that are free.
   */
  readonly monthlyCost: pulumi.Output<number>;
  /** The least that a month can cost. */
  readonly monthlyCostLow: pulumi.Output<number>;
  /** The most that a month can cost: a site of an app, if the team has three others. */
  readonly monthlyCostHigh: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  /** Undefined with `app`. */
  readonly bucket: digitalocean.SpacesBucket | undefined;
  /** Undefined with `app`. */
  readonly cdn: digitalocean.Cdn | undefined;
  /** Undefined with `app`, with `logBucketName` and with `skipLogging`. */
  readonly logBucket: digitalocean.SpacesBucket | undefined;
  /** Undefined with `app`, without a domain and with `certificateName`. */
  readonly certificate: digitalocean.Certificate | undefined;
  /** Undefined with `app`, without a domain and with `skipDnsRecord`. */
  readonly dnsRecord: digitalocean.DnsRecord | undefined;
  /** Undefined without `app`. */
  readonly app: digitalocean.App | undefined;

  /**
   * @param name Logical name: part of every child's name, so a change replaces the bucket.
   * @param args What it is made of.
   * @param opts Children inherit `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and wait for what the component `dependsOn`. In production the buckets are protected where `protect` is not given.
   * They do not get `ignoreChanges`, `replaceOnChanges`, `customTimeouts` and `additionalSecretOutputs`: set those for a
   * child with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: StaticSiteArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const site = planComponent(definition, name, args, opts);
    super(site.type, name, site.inputs, opts);
    const { hosting, app: planned, warning } = site.children;
    const governed = planned?.register(this);
    site.register(this);

    this.app = governed?.app;
    this.bucket = hosting?.bucket.resource;
    this.cdn = hosting?.cdn.resource;
    this.logBucket = hosting?.logBucket?.resource;
    this.certificate = hosting?.certificate?.resource;
    this.dnsRecord = hosting?.dnsRecord?.resource;
    this.url = governed?.url ?? pulumi.interpolate`https://${args.domain ?? this.cdn?.endpoint}`;
    this.bucketName = this.bucket?.name ?? pulumi.output("");
    this.region = pulumi.output(args.region);
    this.cdnId = this.cdn?.id ?? pulumi.output("");
    this.appId = governed?.appId ?? pulumi.output("");
    this.monthlyCost = pulumi.output(site.monthlyCost);
    this.monthlyCostLow = pulumi.output(site.monthlyCostLow);
    this.monthlyCostHigh = pulumi.output(site.monthlyCostHigh);
    this.unpriced = pulumi.output(site.unpriced);
    this.registerOutputs({
      ...site.inputs,
      url: this.url,
      bucketName: this.bucketName,
      region: this.region,
      cdnId: this.cdnId,
      appId: this.appId,
      monthlyCost: this.monthlyCost,
      monthlyCostLow: this.monthlyCostLow,
      monthlyCostHigh: this.monthlyCostHigh,
      unpriced: this.unpriced,
    });
    if (warning !== undefined) pulumi.log.warn(warning, this);
  }
}

const definition = {
  className: "StaticSite",
  arguments: staticSiteArguments,
  controls: [
    "spaces-private-acl",
    "spaces-versioning",
    "spaces-lifecycle",
    "spaces-access-logging",
    "spaces-no-force-destroy",
    "cdn-certificate",
    "protect-stateful",
    "platform-limits",
  ],
  children: planStaticSite,
} as const;
