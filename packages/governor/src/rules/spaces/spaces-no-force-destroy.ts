import { unknown } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../kit/pulumi-docs";
import { defineRule } from "../rule";
import { buckets } from "./buckets";

export const spacesNoForceDestroy = defineRule({
  id: "spaces-no-force-destroy",
  group: "spaces",
  scope: "resource",
  title: "Buckets are not deleted together with what lies in them.",
  severity: "medium",
  level: "advisory",
  kinds: buckets,
  why:
    "A bucket that is not empty cannot be deleted, and that is the last thing between a slip and the data. " +
    "With forceDestroy the provider deletes every object and every version first (terraform-provider-digitalocean): a removed line, a renamed resource or another region is enough, and Spaces has no backups. " +
    "It takes effect from the state, so it has to be off before the bucket goes.",
  fix: "Set forceDestroy: false, or leave it out; empty the bucket by hand before it goes",
  references: [
    "https://docs.digitalocean.com/reference/terraform/reference/resources/spaces_bucket/",
    pulumiDocs("SpacesBucket"),
  ],
  aliases: ["DIG-0009", "AVD-DIG-0009"],
  good: [
    {
      title: "off, said or by default",
      resources: [
        { kind: "SpacesBucket", name: "said", inputs: { forceDestroy: false } },
        { kind: "SpacesBucket", name: "default", inputs: {} },
      ],
    },
  ],
  bad: [
    { title: "with all that is in it", resources: [{ kind: "SpacesBucket", inputs: { forceDestroy: true } }] },
    { title: "through @pulumi/aws", resources: [{ kind: "S3Bucket", inputs: { forceDestroy: true } }] },
    {
      title: "as text, which the provider takes for the same, and what it cannot take",
      resources: [
        { kind: "SpacesBucket", name: "text", inputs: { forceDestroy: "true" } },
        { kind: "SpacesBucket", name: "word", inputs: { forceDestroy: "yes" } },
      ],
    },
  ],
  undecided: [{ title: "known after up", resources: [{ kind: "SpacesBucket", inputs: { forceDestroy: unknown } }] }],
  *check(bucket) {
    const force = bucket.read("forceDestroy");
    if (force.opaque) yield unclear(force, "whether its objects go with it", force);
    else if (force.boolean() === true) yield violation(force, "deleting the bucket deletes all that is in it");
    else if (force.present && force.boolean() === undefined)
      yield unclear(force, "whether its objects go with it", force);
  },
  remediation: {
    sets: Object.fromEntries(buckets.map((name) => [name, ["forceDestroy"]])),
    repair(bucket) {
      const force = bucket.read("forceDestroy");
      return force.opaque || !force.present || force.boolean() === false ? undefined : { forceDestroy: false };
    },
  },
});
