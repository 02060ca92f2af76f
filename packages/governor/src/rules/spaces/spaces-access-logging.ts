import { unknown } from "../../view/value";
import { pulumiDocs } from "../kit/pulumi-docs";
import { references } from "../kit/references";
import { requireYes } from "../kit/require";
import { defineRule } from "../rule";

export const spacesAccessLogging = defineRule({
  id: "spaces-access-logging",
  group: "spaces",
  scope: "stack",
  needs: ["unchanged-resources"],
  title: "Access to every bucket is logged.",
  severity: "medium",
  level: "advisory",
  kinds: ["SpacesBucket"],
  why:
    "When a key has leaked, the access log is what tells which objects were read, changed or deleted, and from where; it cannot be had afterwards. " +
    "So each bucket has a SpacesBucketLogging that names it in `bucket`. " +
    "A bucket that one of them names in `targetBucket` takes the logs of others and needs none itself: logging would have no end. " +
    "A name that is not known yet counts if it comes from the bucket. A SpacesBucketLogging under another provider is another account's and does not count.",
  fix: "Add a SpacesBucketLogging with bucket: bucket.id, the region, and a targetBucket of its own for the logs",
  references: [
    "https://docs.digitalocean.com/products/spaces/how-to/access-logs/",
    pulumiDocs("SpacesBucketLogging"),
    pulumiDocs("SpacesBucket"),
  ],
  good: [
    {
      title: "a bucket, and the bucket for its logs",
      resources: [
        { kind: "SpacesBucket", name: "data", inputs: {} },
        { kind: "SpacesBucket", name: "logs", inputs: {} },
        {
          kind: "SpacesBucketLogging",
          name: "logging",
          inputs: { bucket: unknown, targetBucket: unknown, targetPrefix: "data/" },
          dependsOn: { bucket: ["data"], targetBucket: ["logs"] },
        },
      ],
    },
    {
      title: "by name, to a bucket of another stack",
      resources: [
        { kind: "SpacesBucket", name: "data", inputs: { name: "acme-data" } },
        { kind: "SpacesBucketLogging", name: "logging", inputs: { bucket: "acme-data", targetBucket: "acme-logs" } },
      ],
    },
  ],
  bad: [
    { title: "no logging", resources: [{ kind: "SpacesBucket", name: "data", inputs: {} }] },
    {
      title: "logging of another bucket",
      resources: [
        { kind: "SpacesBucket", name: "data", inputs: { name: "acme-data" } },
        { kind: "SpacesBucket", name: "more", inputs: { name: "acme-more" } },
        { kind: "SpacesBucketLogging", name: "logging", inputs: { bucket: "acme-data", targetBucket: "acme-logs" } },
      ],
    },
  ],
  undecided: [
    {
      title: "logging of a bucket that comes from nowhere in the program",
      resources: [
        { kind: "SpacesBucket", name: "data", inputs: {} },
        { kind: "SpacesBucketLogging", name: "logging", inputs: { bucket: unknown, targetBucket: "acme-logs" } },
      ],
    },
    {
      title: "a bucket whose name is known after up",
      resources: [
        { kind: "SpacesBucket", name: "data", inputs: { name: unknown } },
        { kind: "SpacesBucketLogging", name: "logging", inputs: { bucket: "acme-data", targetBucket: "acme-logs" } },
      ],
    },
  ],
  *check(stack) {
    const loggings = references(stack, "SpacesBucketLogging", "bucket", "targetBucket");
    for (const bucket of stack.ofKind("SpacesBucket")) {
      yield* requireYes(loggings.to(bucket), bucket, {
        whether: "access to it is logged",
        otherwise: "access to the bucket is not logged",
      });
    }
  },
});
