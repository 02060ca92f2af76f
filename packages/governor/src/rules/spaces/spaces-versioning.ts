import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../kit/pulumi-docs";
import { requireTrue } from "../kit/require";
import { defineRule } from "../rule";

const words = { whether: "versions are kept", otherwise: "earlier versions of objects are not kept" };

export const spacesVersioning = defineRule({
  id: "spaces-versioning",
  group: "spaces",
  scope: "resource",
  title: "Buckets keep earlier versions of their objects.",
  severity: "medium",
  level: "advisory",
  kinds: ["SpacesBucket", "S3Bucket", "S3BucketVersioning"],
  why:
    "Without versions an overwritten or deleted object is gone, and Spaces has no backups to bring it back from. " +
    "Versioning cannot be undone: once enabled it can only be suspended, which keeps the versions that are there (terraform-provider-digitalocean). " +
    "Every version is billed as storage, so a lifecycle rule belongs beside it (spaces-lifecycle). " +
    "A bucket of `@pulumi/aws` has its versioning in a BucketVersioning of its own, which is judged for itself; a bucket that says nothing cannot be verified alone.",
  fix: "Set versioning: { enabled: true }, which can be suspended later, never undone, and let a lifecycle rule expire earlier versions with noncurrentVersionExpiration",
  references: ["https://docs.digitalocean.com/products/spaces/reference/s3-compatibility/", pulumiDocs("SpacesBucket")],
  aliases: ["CKV_DIO_1", "DIG-0007", "AVD-DIG-0007"],
  good: [
    { title: "with versions", resources: [{ kind: "SpacesBucket", inputs: { versioning: { enabled: true } } }] },
    {
      title: "with versions, through @pulumi/aws",
      resources: [{ kind: "S3BucketVersioning", inputs: { versioningConfiguration: { status: "Enabled" } } }],
    },
  ],
  bad: [
    { title: "without versions, which is the default", resources: [{ kind: "SpacesBucket", inputs: {} }] },
    {
      title: "suspended, or switched off, through @pulumi/aws",
      resources: [
        { kind: "S3Bucket", name: "bucket", inputs: { versioning: { enabled: false } } },
        {
          kind: "S3BucketVersioning",
          name: "versioning",
          inputs: { versioningConfiguration: { status: "Suspended" } },
        },
      ],
    },
    { title: "switched off", resources: [{ kind: "SpacesBucket", inputs: { versioning: { enabled: false } } }] },
  ],
  undecided: [
    {
      title: "known after up",
      resources: [
        { kind: "SpacesBucket", name: "inside", inputs: { versioning: { enabled: unknown } } },
        { kind: "SpacesBucket", name: "whole", inputs: { versioning: unknown } },
      ],
    },
  ],
  *check(bucket) {
    if (bucket.kind?.name === "S3BucketVersioning") {
      const status = bucket.read("versioningConfiguration.status");
      if (status.opaque) yield unclear(status, `whether ${words.whether}`, status);
      else if (status.text() !== "Enabled") yield violation(status, words.otherwise);
      return;
    }
    const enabled = bucket.read("versioning.enabled");
    if (bucket.kind?.name === "S3Bucket" && !enabled.present) {
      yield {
        status: "unverifiable",
        path: enabled.path,
        message: "cannot verify from the bucket of @pulumi/aws alone that earlier versions of objects are kept",
        fix: 'Add a BucketVersioning with versioningConfiguration: { status: "Enabled" }',
      };
      return;
    }
    yield* requireTrue(bucket, "versioning.enabled", words);
  },
  remediation: {
    sets: { SpacesBucket: ["versioning"] },
    repair(bucket) {
      if (bucket.kind?.name !== "SpacesBucket") return undefined;
      const enabled = bucket.read("versioning.enabled");
      return enabled.opaque || enabled.boolean() === true ? undefined : { versioning: { enabled: true } };
    },
  },
});
