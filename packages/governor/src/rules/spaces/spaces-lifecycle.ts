import type { Property } from "../../view/property";
import { unknown, type ValueMap } from "../../view/value";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource } from "../rule";

/** A bucket with the lifecycle rule that the fix asks for. */
const tidy = (inputs: ValueMap): ExampleResource => ({
  kind: "SpacesBucket",
  inputs: {
    ...inputs,
    lifecycleRules: [
      { enabled: true, abortIncompleteMultipartUploadDays: 7, noncurrentVersionExpiration: { days: 90 } },
    ],
  },
});

export const spacesLifecycle = defineRule({
  id: "spaces-lifecycle",
  group: "spaces",
  scope: "resource",
  title: "Buckets expire unfinished uploads and earlier versions.",
  severity: "low",
  level: "advisory",
  kinds: ["SpacesBucket"],
  why:
    "Two things accumulate in a bucket without showing up in a listing, and both are billed as storage: the parts of unfinished uploads and, in a versioned bucket, every earlier version of every object. " +
    "So each bucket needs an enabled lifecycle rule that aborts unfinished multipart uploads, and a versioned bucket needs one that expires noncurrent versions; both must apply to the whole bucket, that is, have no prefix. " +
    "Whether current objects expire is up to their owner: deleting them loses the data. An unversioned bucket whose objects expire still keeps the parts, so expiration replaces neither.",
  fix: "Add lifecycleRules: [{ enabled: true, abortIncompleteMultipartUploadDays: 7, noncurrentVersionExpiration: { days: 90 } }]",
  references: [
    "https://docs.digitalocean.com/products/spaces/reference/s3-compatibility/",
    "https://docs.digitalocean.com/products/spaces/details/pricing/",
    pulumiDocs("SpacesBucket"),
  ],
  controls: { cis: ["3.4"], iso27001: ["8.10"], soc2: ["C1.2"], "pci-dss": ["3.2.1"], "nist-800-53": ["SI-12"] },
  good: [
    {
      title: "a versioned bucket",
      resources: [
        {
          kind: "SpacesBucket",
          inputs: {
            versioning: { enabled: true },
            lifecycleRules: [
              { enabled: true, abortIncompleteMultipartUploadDays: 7, noncurrentVersionExpiration: { days: 90 } },
            ],
          },
        },
      ],
    },
    {
      title: "a bucket without versions, with days that are unknown until pulumi up",
      resources: [
        {
          kind: "SpacesBucket",
          inputs: {
            lifecycleRules: [
              { enabled: false, prefix: "old/", expiration: { days: 30 } },
              { enabled: true, prefix: "", abortIncompleteMultipartUploadDays: unknown },
            ],
          },
        },
      ],
    },
  ],
  bad: [
    {
      title: "a rule without days",
      resources: [
        {
          kind: "SpacesBucket",
          inputs: {
            versioning: { enabled: true },
            lifecycleRules: [{ enabled: true, abortIncompleteMultipartUploadDays: 7, noncurrentVersionExpiration: {} }],
          },
        },
      ],
      fixed: { resources: [tidy({ versioning: { enabled: true } })] },
    },
    { title: "no rules", resources: [{ kind: "SpacesBucket", inputs: {} }], fixed: { resources: [tidy({})] } },
    {
      title: "the rule is not enabled",
      resources: [
        {
          kind: "SpacesBucket",
          inputs: { lifecycleRules: [{ enabled: false, abortIncompleteMultipartUploadDays: 7 }] },
        },
      ],
      fixed: { resources: [tidy({})] },
    },
    {
      title: "a rule for part of the bucket",
      resources: [
        {
          kind: "SpacesBucket",
          inputs: { lifecycleRules: [{ enabled: true, prefix: "logs/", abortIncompleteMultipartUploadDays: 7 }] },
        },
      ],
      fixed: { resources: [tidy({})] },
    },
    {
      title: "a versioned bucket that keeps every version",
      resources: [
        {
          kind: "SpacesBucket",
          inputs: {
            versioning: { enabled: true },
            lifecycleRules: [{ enabled: true, abortIncompleteMultipartUploadDays: 7, expiration: { days: 365 } }],
          },
        },
      ],
      fixed: { resources: [tidy({ versioning: { enabled: true } })] },
    },
  ],
  undecided: [
    {
      title: "rules that are unknown until pulumi up",
      resources: [
        { kind: "SpacesBucket", name: "all", inputs: { lifecycleRules: unknown } },
        { kind: "SpacesBucket", name: "one", inputs: { lifecycleRules: [unknown] } },
      ],
    },
    {
      title: "a rule that may turn out to be disabled, or for part of the bucket only",
      resources: [
        {
          kind: "SpacesBucket",
          name: "enabled",
          inputs: { lifecycleRules: [{ enabled: unknown, abortIncompleteMultipartUploadDays: 7 }] },
        },
        {
          kind: "SpacesBucket",
          name: "prefix",
          inputs: { lifecycleRules: [{ enabled: true, prefix: unknown, abortIncompleteMultipartUploadDays: 7 }] },
        },
      ],
    },
    {
      title: "versioning that is unknown until pulumi up",
      resources: [
        {
          kind: "SpacesBucket",
          inputs: {
            versioning: { enabled: unknown },
            lifecycleRules: [{ enabled: true, abortIncompleteMultipartUploadDays: 7 }],
          },
        },
      ],
    },
  ],
  *check(bucket) {
    const rules = bucket.read("lifecycleRules");
    const versioned = bucket.read("versioning.enabled");
    const aborts = applies(rules, "abortIncompleteMultipartUploadDays");
    const expires =
      versioned.opaque || versioned.boolean() !== false ? applies(rules, "noncurrentVersionExpiration", "days") : "yes";
    const missing = [
      ...(aborts === "no" ? ["the parts of unfinished uploads"] : []),
      ...(expires === "no" && !versioned.opaque ? ["earlier versions"] : []),
    ];
    if (missing.length > 0) {
      yield violation(rules, `no lifecycle rule removes ${missing.join(" and ")} in the whole bucket`);
    } else if (typeof aborts === "object") {
      yield unclear(rules, "whether a rule removes the parts of unfinished uploads", aborts);
    } else if (expires !== "yes") {
      const [at, doubt] = expires === "no" ? [versioned, versioned] : [rules, expires];
      yield unclear(at, "whether earlier versions are kept forever", doubt);
    }
  },
});

/**
 * Whether an enabled rule for the whole bucket acts after some days, or the property that leaves it open; days that
 * are not known yet are enough.
 */
function applies(rules: Property, ...daysPath: readonly string[]): "yes" | "no" | Property {
  if (rules.opaque) return rules;
  let answer: "no" | Property = "no";
  for (const rule of rules.elements()) {
    if (rule.opaque) {
      answer = rule;
      continue;
    }
    const [enabled, prefix] = [rule.get("enabled"), rule.get("prefix")];
    const partial = prefix.present && !prefix.opaque && prefix.text() !== "";
    const days = daysPath.reduce((property, key) => property.get(key), rule);
    const acts = days.opaque || (days.number() ?? 0) > 0;
    if (!acts || partial || (!enabled.opaque && enabled.boolean() !== true)) continue;
    if (!enabled.opaque && !prefix.opaque) return "yes";
    answer = enabled.opaque ? enabled : prefix;
  }
  return answer;
}
