import { unknown } from "../../view/value";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, unclear, violation } from "../rule";

export const spacesVersioning = defineRule({
  id: "spaces-versioning",
  group: "spaces",
  scope: "resource",
  title: "Buckets keep earlier versions of their objects.",
  severity: "medium",
  level: "advisory",
  kinds: ["SpacesBucket"],
  why:
    "Without versions an overwritten or deleted object is gone, and Spaces has no backups to bring it back from. " +
    "Versioning cannot be undone: once enabled it can only be suspended, which keeps the versions that are there (terraform-provider-digitalocean). " +
    "Every version is billed as storage, so a lifecycle rule belongs beside it (spaces-lifecycle).",
  fix: "Set versioning: { enabled: true }; it can be suspended later, never undone",
  references: ["https://docs.digitalocean.com/products/spaces/reference/s3-compatibility/", pulumiDocs("SpacesBucket")],
  aliases: ["CKV_DIO_1", "DIG-0007", "AVD-DIG-0007"],
  good: [{ title: "with versions", resources: [{ kind: "SpacesBucket", inputs: { versioning: { enabled: true } } }] }],
  bad: [
    { title: "without versions, which is the default", resources: [{ kind: "SpacesBucket", inputs: {} }] },
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
    const enabled = bucket.read("versioning.enabled");
    if (enabled.opaque) yield unclear(enabled, "whether versions are kept", enabled);
    else if (enabled.boolean() !== true) yield violation(enabled, "earlier versions of objects are not kept");
  },
  remediation: {
    sets: { SpacesBucket: ["versioning"] },
    repair(bucket) {
      const enabled = bucket.read("versioning.enabled");
      return enabled.opaque || enabled.boolean() === true ? undefined : { versioning: { enabled: true } };
    },
  },
});
