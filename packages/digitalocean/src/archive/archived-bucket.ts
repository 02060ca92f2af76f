import type * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import { planComponent } from "../component/component";
import { defaultVersionDays } from "../parts/lifecycle";
import type { ArchivedBucketArgs } from "./archived-bucket-args";
import { archiveArguments } from "./arguments";
import { type ArchivedBucketChildren, planArchive } from "./children";
import { archiveRunbook, endpointOf } from "./runbook";

/**
 * A bucket to keep things in that is governed by default: private, versioned, with a lifecycle that removes what nobody
 * can see any more, an access log, a key for this bucket alone, protected in production, and if you like with a second
 * bucket in another region.
 *
 * Its arguments and all its resources are held to `governor.yaml` before anything is registered. A control is weakened
 * by an exemption, never by an argument alone.
 *
 * See docs/archived-bucket.md for the controls, what forces replacement, the cost and the limits of DigitalOcean.
 */
export class ArchivedBucket extends pulumi.ComponentResource {
  /** Name of the bucket. */
  readonly bucketName: pulumi.Output<string>;
  /** Where the bucket stands, such as `nyc3`. */
  readonly region: pulumi.Output<string>;
  /** Where S3 clients find it, without its name: `https://nyc3.digitaloceanspaces.com`. */
  readonly endpoint: pulumi.Output<string>;
  /** Name of the bucket with the access log, its own or the given one. Undefined with `skipLogging`. */
  readonly logBucketName: pulumi.Output<string> | undefined;
  /** Id of the key. It is no secret. Undefined with `skipKey`. */
  readonly accessKey: pulumi.Output<string> | undefined;
  /** The key itself, a secret. Undefined with `skipKey`. */
  readonly secretKey: pulumi.Output<string> | undefined;
  /** Name of the second bucket. Undefined without `recoveryRegion`. */
  readonly recoveryBucketName: pulumi.Output<string> | undefined;
  /** How to bring back an object, and what to do if the region fails, in Markdown, with the names of these buckets. */
  readonly recoveryRunbook: pulumi.Output<string>;
  /** USD per month, rounded to cents: the subscription to Spaces, which a team pays once for all its buckets. */
  readonly monthlyCost: pulumi.Output<number>;
  /** Resources without a published price, each with the reason. */
  readonly unpriced: pulumi.Output<string[]>;

  readonly bucket: digitalocean.SpacesBucket;
  /** Undefined with `logBucketName` and with `skipLogging`. */
  readonly logBucket: digitalocean.SpacesBucket | undefined;
  /** Undefined without `corsRules`. */
  readonly corsConfiguration: digitalocean.SpacesBucketCorsConfiguration | undefined;
  /** Undefined with `skipKey`. */
  readonly key: digitalocean.SpacesKey | undefined;
  /** Undefined without `recoveryRegion`. */
  readonly recoveryBucket: digitalocean.SpacesBucket | undefined;
  /** Undefined without `recoveryRegion`, with `recoveryLogBucketName` and with `skipLogging`. */
  readonly recoveryLogBucket: digitalocean.SpacesBucket | undefined;

  /**
   * @param name Logical name: part of every child's name, so a change replaces the buckets.
   * @param args What it is made of.
   * @param opts Children inherit `provider`, `protect`, `retainOnDelete`, `deletedWith`, `aliases` and `transforms`,
   * and wait for what the component `dependsOn`. In production the buckets are protected where `protect` is not given.
   * They do not get `ignoreChanges`, `replaceOnChanges`, `customTimeouts` and `additionalSecretOutputs`: set those for a
   * child with `transforms`.
   * @throws ArgumentsError with all that is wrong, before anything is registered.
   */
  constructor(name: string, args: ArchivedBucketArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const archive = planComponent(definition, name, args, opts);
    super(archive.type, name, archive.inputs, opts);
    archive.register(this);

    const { children } = archive;
    this.bucket = children.bucket.resource;
    this.logBucket = children.logBucket?.resource;
    this.corsConfiguration = children.cors?.resource;
    this.key = children.key?.resource;
    this.recoveryBucket = children.recovery?.bucket.resource;
    this.recoveryLogBucket = children.recovery?.logBucket?.resource;
    this.bucketName = this.bucket.name;
    // Known before the bucket is there, as clients must be set up with both.
    this.region = pulumi.output(args.region);
    this.endpoint = pulumi.output(endpointOf(args.region));
    const { logBucketName } = children;
    this.logBucketName = logBucketName === undefined ? undefined : pulumi.output(logBucketName);
    this.accessKey = this.key?.accessKey;
    this.secretKey = this.key === undefined ? undefined : pulumi.secret(this.key.secretKey);
    this.recoveryBucketName = this.recoveryBucket?.name;
    this.recoveryRunbook = recoveryRunbook(name, args, children);
    this.monthlyCost = pulumi.output(archive.monthlyCost);
    this.unpriced = pulumi.output(archive.unpriced);
    this.registerOutputs({
      ...archive.inputs,
      bucketName: this.bucketName,
      region: this.region,
      endpoint: this.endpoint,
      logBucketName: this.logBucketName,
      accessKey: this.accessKey,
      secretKey: this.secretKey,
      recoveryBucketName: this.recoveryBucketName,
      recoveryRunbook: this.recoveryRunbook,
      monthlyCost: this.monthlyCost,
      unpriced: this.unpriced,
    });
    if (children.warning !== undefined) pulumi.log.warn(children.warning, this);
  }
}

function recoveryRunbook(
  name: string,
  { region, recoveryRegion, keyPermission = "read", noncurrentVersionDays = defaultVersionDays }: ArchivedBucketArgs,
  { bucket, recovery }: ArchivedBucketChildren,
): pulumi.Output<string> {
  const known = { name, stack: pulumi.getStack(), region, keyPermission, versionDays: noncurrentVersionDays };
  return pulumi.all([bucket.resource.name, recovery?.bucket.resource.name]).apply(([home, second]) =>
    archiveRunbook({
      ...known,
      bucket: home,
      recovery:
        second === undefined || recoveryRegion === undefined ? undefined : { region: recoveryRegion, bucket: second },
    }),
  );
}

const definition = {
  className: "ArchivedBucket",
  arguments: archiveArguments,
  controls: [
    "spaces-private-acl",
    "spaces-versioning",
    "spaces-lifecycle",
    "spaces-access-logging",
    "spaces-key-scoped",
    "spaces-no-force-destroy",
    "spaces-cors-no-wildcard",
    "protect-stateful",
    "platform-limits",
  ],
  children: planArchive,
} as const;
