import type { Property } from "../../view/property";
import { quoted } from "../../view/quoted";
import type { ResourceView } from "../../view/resource";
import { unknown } from "../../view/value";
import { itemsOf } from "../kit/items";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type Outcome } from "../rule";

const everyone = "http://acs.amazonaws.com/groups/global/AllUsers";

const kinds = ["SpacesBucket", "SpacesBucketObject", "S3Bucket", "S3BucketObject", "S3ObjectCopy", "S3BucketAcl"];

export const spacesPrivateAcl = defineRule({
  id: "spaces-private-acl",
  group: "spaces",
  scope: "resource",
  title: "Buckets and their objects are private.",
  severity: "critical",
  level: "mandatory",
  kinds,
  why:
    "Anyone can list the contents of a public bucket, and with public-read-write anyone can upload and delete objects; attackers scan for bucket names. " +
    "An object has its own ACL, so a public object in a private bucket is still public. " +
    "private is the default and the only value that passes: authenticated-read lets in everyone with an account. " +
    "A CDN in front of the bucket does not change that: it serves a private object only through a presigned URL, so the files of a public website do have to be public-read. Exempt them one by one, each with an owner and an expiry date. " +
    "Objects and buckets that `@pulumi/aws` creates in Spaces are checked in the same way, including grants.",
  fix: "Set acl: private, or leave it out, and use presigned URLs; for an object that is meant to be public, such as a file of a website behind a CDN, keep public-read on that object alone and add an exemption for it",
  references: [
    "https://docs.digitalocean.com/products/spaces/reference/s3-compatibility/",
    pulumiDocs("SpacesBucket"),
    pulumiDocs("SpacesBucketObject"),
  ],
  aliases: ["CKV_DIO_3", "DIG-0006", "AVD-DIG-0006"],
  controls: {
    cis: ["3.3"],
    iso27001: ["5.15", "8.3"],
    soc2: ["C1.1", "CC6.1"],
    "pci-dss": ["1.4.4", "7.2.1"],
    "nist-800-53": ["AC-3"],
  },
  good: [
    {
      title: "private, explicitly or by default",
      resources: [
        { kind: "SpacesBucket", name: "said", inputs: { acl: "private" } },
        { kind: "SpacesBucket", name: "default", inputs: {} },
        { kind: "SpacesBucketObject", name: "object", inputs: { key: "report.csv" } },
      ],
    },
  ],
  bad: [
    {
      title: "everyone can read",
      resources: [{ kind: "SpacesBucket", inputs: { acl: "public-read" } }],
      fixed: { resources: [{ kind: "SpacesBucket", inputs: { acl: "private" } }] },
    },
    {
      title: "everyone can write",
      resources: [{ kind: "SpacesBucket", inputs: { acl: "public-read-write" } }],
      fixed: { resources: [{ kind: "SpacesBucket", inputs: { acl: "private" } }] },
    },
    {
      title: "everyone with an account can read",
      resources: [{ kind: "SpacesBucket", inputs: { acl: "authenticated-read" } }],
      fixed: { resources: [{ kind: "SpacesBucket", inputs: {} }] },
    },
    {
      title: "a public object in a private bucket",
      resources: [
        { kind: "SpacesBucket", name: "bucket", inputs: {} },
        { kind: "SpacesBucketObject", name: "object", inputs: { key: "report.csv", acl: "public-read" } },
      ],
      fixed: {
        resources: [{ kind: "SpacesBucketObject", name: "object", inputs: { key: "report.csv", acl: "private" } }],
      },
    },
    {
      title: "through @pulumi/aws, with a provider whose endpoint is Spaces",
      resources: [
        { kind: "S3Bucket", name: "bucket", inputs: { acl: "public-read" } },
        { kind: "S3BucketObject", name: "object", inputs: { key: "report.csv", acl: "public-read" } },
        { kind: "S3ObjectCopy", name: "copy", inputs: { key: "copy.csv", acl: "public-read" } },
        {
          kind: "S3BucketAcl",
          name: "grants",
          inputs: {
            accessControlPolicy: { grants: [{ grantee: { uri: everyone, type: "Group" }, permission: "READ" }] },
          },
        },
      ],
      fixed: {
        resources: [
          { kind: "S3Bucket", name: "bucket", inputs: { acl: "private" } },
          { kind: "S3BucketObject", name: "object", inputs: { key: "report.csv", acl: "private" } },
          { kind: "S3ObjectCopy", name: "copy", inputs: { key: "copy.csv", acl: "private" } },
          { kind: "S3BucketAcl", name: "grants", inputs: { acl: "private" } },
        ],
      },
    },
  ],
  undecided: [
    {
      title: "a grant through @pulumi/aws that is unknown until pulumi up",
      resources: [
        { kind: "S3BucketAcl", inputs: { accessControlPolicy: { grants: [{ grantee: { uri: unknown } }] } } },
      ],
    },
    {
      title: "unknown until pulumi up",
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
    for (const grant of grantsOf(resource)) yield* judgeGrant(grant);
  },
  remediation: {
    sets: Object.fromEntries(kinds.map((name) => [name, ["acl"]])),
    repair(resource) {
      const acl = resource.read("acl");
      if (grantsOf(resource).length > 0) return undefined;
      return acl.opaque || !acl.present || acl.text() === "private" ? undefined : { acl: "private" };
    },
  },
});

/** Only what `@pulumi/aws` manages has grants beside the acl. */
function grantsOf(resource: ResourceView): readonly Property[] {
  if (resource.kind?.name.startsWith("S3") !== true) return [];
  const policy = resource.read("accessControlPolicy");
  return [...itemsOf(resource.read("grants")), ...(policy.opaque ? [policy] : itemsOf(policy.get("grants")))];
}

function* judgeGrant(grant: Property): Iterable<Outcome> {
  const grantee = grant.get("grantee");
  const uri = (grantee.present ? grantee : grant).get("uri");
  if (uri.opaque) yield unclear(grant, "who the grant gives access to", uri);
  // A grant to a single user has no uri.
  else if (uri.present)
    yield violation(grant, "the grant is to a group, which includes users outside the account", {
      fix: "Remove the grant, or set acl: private in place of all grants",
    });
}
