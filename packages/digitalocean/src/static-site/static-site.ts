import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import { staticSiteArguments } from "./arguments";
import { planStaticSite } from "./children";
import type { StaticSiteArgs } from "./static-site-args";

/**
 * Files for browsers that are governed by default: a private, versioned, logged bucket behind DigitalOcean's CDN, with a
 * domain and its certificate. Each file says itself that it is public.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/static-site.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class StaticSite extends pulumi.ComponentResource {
  /** Where files are: `<url>/index.html`. */
  readonly url: pulumi.Output<string>;
  /** Name of the bucket, to upload to. */
  readonly bucketName: pulumi.Output<string>;
  /** Where the bucket is, such as `nyc3`. */
  readonly region: pulumi.Output<string>;
  /** Id of the CDN endpoint, to purge its cache: `doctl compute cdn flush`. */
  readonly cdnId: pulumi.Output<string>;
  /** USD per month, rounded to cents: the subscription to Spaces, which a team pays once for all its buckets. */
  readonly monthlyCost: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  readonly bucket: digitalocean.SpacesBucket;
  readonly cdn: digitalocean.Cdn;
  /** Undefined with `logBucketName` and with `skipLogging`. */
  readonly logBucket: digitalocean.SpacesBucket | undefined;
  /** Undefined without a domain and with `certificateName`. */
  readonly certificate: digitalocean.Certificate | undefined;
  /** Undefined without a domain and with `skipDnsRecord`. */
  readonly dnsRecord: digitalocean.DnsRecord | undefined;

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
    site.register(this);

    const { children } = site;
    this.bucket = children.bucket.resource;
    this.cdn = children.cdn.resource;
    this.logBucket = children.logBucket?.resource;
    this.certificate = children.certificate?.resource;
    this.dnsRecord = children.dnsRecord?.resource;
    this.url = pulumi.interpolate`https://${args.domain ?? this.cdn.endpoint}`;
    this.bucketName = this.bucket.name;
    this.region = pulumi.output(args.region);
    this.cdnId = this.cdn.id;
    this.monthlyCost = pulumi.output(site.monthlyCost);
    this.unpriced = pulumi.output(site.unpriced);
    this.registerOutputs({
      ...site.inputs,
      url: this.url,
      bucketName: this.bucketName,
      region: this.region,
      cdnId: this.cdnId,
      monthlyCost: this.monthlyCost,
      unpriced: this.unpriced,
    });
    if (children.warning !== undefined) pulumi.log.warn(children.warning, this);
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
