import { quoted } from "../../view/quoted";
import { unknown } from "../../view/value";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, unclear, violation } from "../rule";

export const spacesPrivateAcl = defineRule({
  id: "spaces-private-acl",
  group: "spaces",
  scope: "resource",
  title: "Buckets and their objects are private.",
  severity: "critical",
  level: "mandatory",
  kinds: ["SpacesBucket", "SpacesBucketObject"],
  why:
    "Anyone can list what lies in a public bucket, and with public-read-write anyone can put or delete it; bucket names are guessed and scanned for. " +
    "An object has an acl of its own, so one public object in a private bucket is public all the same. " +
    "private is the default and the only value that passes: authenticated-read, too, lets in whoever has an account. What is meant for everyone is better served by a CDN or by presigned URLs.",
  fix: "Set acl: private, or leave it out",
  references: [
    "https://docs.digitalocean.com/products/spaces/reference/s3-compatibility/",
    pulumiDocs("SpacesBucket"),
    pulumiDocs("SpacesBucketObject"),
  ],
  aliases: ["CKV_DIO_3", "DIG-0006", "AVD-DIG-0006"],
  good: [
    {
      title: "private, said or by default",
      resources: [
        { kind: "SpacesBucket", name: "said", inputs: { acl: "private" } },
        { kind: "SpacesBucket", name: "default", inputs: {} },
        { kind: "SpacesBucketObject", name: "object", inputs: { key: "report.csv" } },
      ],
    },
  ],
  bad: [
    { title: "everyone can read", resources: [{ kind: "SpacesBucket", inputs: { acl: "public-read" } }] },
    { title: "everyone can write", resources: [{ kind: "SpacesBucket", inputs: { acl: "public-read-write" } }] },
    {
      title: "everyone with an account can read",
      resources: [{ kind: "SpacesBucket", inputs: { acl: "authenticated-read" } }],
    },
    {
      title: "a public object in a private bucket",
      resources: [
        { kind: "SpacesBucket", name: "bucket", inputs: {} },
        { kind: "SpacesBucketObject", name: "object", inputs: { key: "report.csv", acl: "public-read" } },
      ],
    },
  ],
  undecided: [
    {
      title: "known after up",
      resources: [
        { kind: "SpacesBucket", name: "bucket", inputs: { acl: unknown } },
        { kind: "SpacesBucketObject", name: "object", inputs: { acl: unknown } },
      ],
    },
  ],
  *check(resource) {
    const acl = resource.read("acl");
    if (acl.opaque) yield unclear(acl, "whether it is private", acl);
    else if (acl.present && acl.text() !== "private")
      yield violation(acl, `the acl ${quoted(resource, acl)} is not private`);
  },
  remediation: {
    sets: { SpacesBucket: ["acl"], SpacesBucketObject: ["acl"] },
    repair(resource) {
      const acl = resource.read("acl");
      return acl.opaque || !acl.present || acl.text() === "private" ? undefined : { acl: "private" };
    },
  },
});
