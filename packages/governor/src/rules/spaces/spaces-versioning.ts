import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { requireTrue } from "../kit/require";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";

const words = { whether: "versions are kept", otherwise: "earlier versions of objects are not kept" };

const fixOfAws = 'Give the bucket a BucketVersioning with versioningConfiguration: { status: "Enabled" }';

export const spacesVersioning = defineRule({
  id: "spaces-versioning",
  group: "spaces",
  scope: "resource",
  title: "Buckets keep earlier versions of their objects.",
  severity: "medium",
  level: "advisory",
  kinds: ["SpacesBucket", "S3Bucket", "S3BucketVersioning"],
  why:
    "Without versioning, an overwritten or deleted object is gone, and Spaces has no backups to restore it from. " +
    "Versioning cannot be undone: once enabled it can only be suspended, which keeps existing versions (terraform-provider-digitalocean). " +
    "Every version is billed as storage, so add a lifecycle rule as well (spaces-lifecycle). " +
    "A bucket of `@pulumi/aws` is versioned by a separate BucketVersioning, which is checked on its own; a bucket without `versioning` cannot be verified alone.",
  fix: "Set versioning: { enabled: true }, which can be suspended later but never undone, and add a lifecycle rule that expires earlier versions with noncurrentVersionExpiration",
  references: ["https://docs.digitalocean.com/products/spaces/reference/s3-compatibility/", pulumiDocs("SpacesBucket")],
  aliases: ["CKV_DIO_1", "DIG-0007", "AVD-DIG-0007"],
  controls: { cis: ["11.2"], iso27001: ["8.13"], soc2: ["A1.2"], "nist-800-53": ["CP-9"] },
  good: [
    { title: "with versions", resources: [{ kind: "SpacesBucket", inputs: { versioning: { enabled: true } } }] },
    {
      title: "with versions, through @pulumi/aws",
      resources: [{ kind: "S3BucketVersioning", inputs: { versioningConfiguration: { status: "Enabled" } } }],
    },
  ],
  bad: [
    {
      title: "without versions (the default)",
      resources: [{ kind: "SpacesBucket", inputs: {} }],
      fixed: { resources: [{ kind: "SpacesBucket", inputs: { versioning: { enabled: true } } }] },
    },
    {
      title: "suspended or disabled, through @pulumi/aws",
      resources: [
        { kind: "S3Bucket", name: "bucket", inputs: { versioning: { enabled: false } } },
        {
          kind: "S3BucketVersioning",
          name: "versioning",
          inputs: { versioningConfiguration: { status: "Suspended" } },
        },
      ],
      fixed: {
        resources: [
          { kind: "S3Bucket", name: "bucket", inputs: { versioning: { enabled: true } } },
          {
            kind: "S3BucketVersioning",
            name: "versioning",
            inputs: { versioningConfiguration: { status: "Enabled" } },
          },
        ],
      },
    },
    {
      title: "disabled",
      resources: [{ kind: "SpacesBucket", inputs: { versioning: { enabled: false } } }],
      fixed: { resources: [{ kind: "SpacesBucket", inputs: { versioning: { enabled: true } } }] },
    },
  ],
  undecided: [
    {
      title: "unknown until pulumi up",
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
      else if (status.text() !== "Enabled")
        yield violation(status, words.otherwise, { fix: `${fixOfAws}, which can be suspended later but never undone` });
      return;
    }
    const enabled = bucket.read("versioning.enabled");
    if (bucket.kind?.name === "S3Bucket" && !enabled.present) {
      yield {
        status: "unverifiable",
        path: enabled.path,
        message: "cannot verify from the bucket of @pulumi/aws alone that earlier versions of objects are kept",
        fix: fixOfAws,
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
