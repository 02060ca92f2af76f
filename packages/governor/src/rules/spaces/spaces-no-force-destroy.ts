import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule } from "../rule";
import { buckets } from "./buckets";

export const spacesNoForceDestroy = defineRule({
  id: "spaces-no-force-destroy",
  group: "spaces",
  scope: "resource",
  title: "Buckets are not deleted together with their contents.",
  severity: "medium",
  level: "advisory",
  kinds: buckets,
  why:
    "A bucket that is not empty cannot be deleted, which is the last safeguard between a slip and the data. " +
    "With forceDestroy the provider deletes every object and every version first (terraform-provider-digitalocean): removing a line, renaming a resource or changing its region is enough, and Spaces has no backups. " +
    "It takes effect from the state, so it must be off before the bucket is deleted.",
  fix: "Set forceDestroy: false, or leave it out; empty the bucket by hand before deleting it",
  references: [
    "https://docs.digitalocean.com/reference/terraform/reference/resources/spaces_bucket/",
    pulumiDocs("SpacesBucket"),
  ],
  aliases: ["DIG-0009", "AVD-DIG-0009"],
  controls: { iso27001: ["5.33"], soc2: ["A1.2"], "nist-800-53": ["CM-5"] },
  good: [
    {
      title: "off, explicitly or by default",
      resources: [
        { kind: "SpacesBucket", name: "said", inputs: { forceDestroy: false } },
        { kind: "SpacesBucket", name: "default", inputs: {} },
      ],
    },
  ],
  bad: [
    {
      title: "forceDestroy enabled",
      resources: [{ kind: "SpacesBucket", inputs: { forceDestroy: true } }],
      fixed: { resources: [{ kind: "SpacesBucket", inputs: { forceDestroy: false } }] },
    },
    {
      title: "through @pulumi/aws",
      resources: [{ kind: "S3Bucket", inputs: { forceDestroy: true } }],
      fixed: { resources: [{ kind: "S3Bucket", inputs: { forceDestroy: false } }] },
    },
    {
      title: "as a string, which the provider accepts, and as one that it does not",
      resources: [
        { kind: "SpacesBucket", name: "text", inputs: { forceDestroy: "true" } },
        { kind: "SpacesBucket", name: "word", inputs: { forceDestroy: "yes" } },
      ],
      fixed: {
        resources: [
          { kind: "SpacesBucket", name: "text", inputs: { forceDestroy: false } },
          { kind: "SpacesBucket", name: "word", inputs: {} },
        ],
      },
    },
  ],
  undecided: [
    { title: "unknown until pulumi up", resources: [{ kind: "SpacesBucket", inputs: { forceDestroy: unknown } }] },
  ],
  *check(bucket) {
    const force = bucket.read("forceDestroy");
    if (force.opaque) yield unclear(force, "whether its objects are deleted with it", force);
    else if (force.boolean() === true) yield violation(force, "deleting the bucket deletes everything in it");
    else if (force.present && force.boolean() === undefined)
      yield unclear(force, "whether its objects are deleted with it", force);
  },
  remediation: {
    sets: Object.fromEntries(buckets.map((name) => [name, ["forceDestroy"]])),
    repair(bucket) {
      const force = bucket.read("forceDestroy");
      return force.opaque || !force.present || force.boolean() === false ? undefined : { forceDestroy: false };
    },
  },
});
