import { unknown } from "../../view/value";
import { references } from "../kit/references";
import { requireYes } from "../kit/require";
import { pulumiDocs } from "../pulumi-docs";
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
    "After a key leaks, the access log shows which objects were read, changed or deleted, and from where; it cannot be created afterwards. " +
    "So each bucket needs a SpacesBucketLogging whose `bucket` is that bucket. " +
    "A bucket that is the `targetBucket` of one of them receives logs and needs no logging itself: it would never end. " +
    "An unknown name counts if it comes from the bucket. A SpacesBucketLogging under another provider belongs to another account and does not count.",
  fix: "Add a SpacesBucketLogging with bucket: bucket.id, its region, and a separate targetBucket for the logs",
  references: [
    "https://docs.digitalocean.com/products/spaces/how-to/access-logs/",
    pulumiDocs("SpacesBucketLogging"),
    pulumiDocs("SpacesBucket"),
  ],
  controls: {
    cis: ["3.14", "8.5"],
    iso27001: ["8.15"],
    soc2: ["CC7.2"],
    "pci-dss": ["10.2.1"],
    "nist-800-53": ["AU-2", "AU-12"],
  },
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
    {
      title: "no logging",
      resources: [{ kind: "SpacesBucket", name: "data", inputs: {} }],
      fixed: {
        resources: [
          { kind: "SpacesBucket", name: "logs", inputs: {} },
          {
            kind: "SpacesBucketLogging",
            name: "logging",
            inputs: { bucket: unknown, targetBucket: unknown, targetPrefix: "data/" },
            dependsOn: { bucket: ["data"], targetBucket: ["logs"] },
          },
        ],
      },
    },
    {
      title: "logging of another bucket",
      resources: [
        { kind: "SpacesBucket", name: "data", inputs: { name: "acme-data" } },
        { kind: "SpacesBucket", name: "more", inputs: { name: "acme-more" } },
        { kind: "SpacesBucketLogging", name: "logging", inputs: { bucket: "acme-data", targetBucket: "acme-logs" } },
      ],
      fixed: {
        resources: [
          {
            kind: "SpacesBucketLogging",
            name: "logging-more",
            inputs: { bucket: "acme-more", targetBucket: "acme-logs" },
          },
        ],
      },
    },
  ],
  undecided: [
    {
      title: "logging of a bucket that does not come from the program",
      resources: [
        { kind: "SpacesBucket", name: "data", inputs: {} },
        { kind: "SpacesBucketLogging", name: "logging", inputs: { bucket: unknown, targetBucket: "acme-logs" } },
      ],
    },
    {
      title: "a bucket whose name is unknown until pulumi up",
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
