import type { Property } from "../../view/property";
import type { ResourceView } from "../../view/resource";
import { unknown, type Value } from "../../view/value";
import { itemsOf } from "../kit/items";
import { doubtOfOrigin } from "../kit/origin";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../kit/pulumi-docs";
import { defineRule, type ExampleResource, type Outcome } from "../rule";

const key = (...grants: readonly Value[]): ExampleResource => ({ kind: "SpacesKey", name: "key", inputs: { grants } });

export const spacesKeyScoped = defineRule({
  id: "spaces-key-scoped",
  group: "spaces",
  scope: "resource",
  title: "Every Spaces key may read or write named buckets only.",
  severity: "high",
  level: "mandatory",
  kinds: ["SpacesKey"],
  why:
    "A key that leaks gives away all that it may do, and one with fullaccess may create, empty and delete every bucket of the account, those of other teams and stacks included. " +
    "fullaccess goes with an empty bucket and outranks the grants beside it (provider, DigitalOcean's OpenAPI); what an empty bucket means with another permission is not documented, nor is a pattern such as `*`, so neither is accepted. " +
    "A key without grants may do nothing (DigitalOcean docs, Manage Access) until someone gives it rights outside the program, where no rule sees them. " +
    "A bucket that is not known yet is enough where it comes from a SpacesBucket of the program.",
  fix: 'Give the key one grant for each bucket that it needs: { bucket: bucket.name, permission: "read" } or "readwrite"; one that exists with fullaccess cannot be narrowed, so create another and delete it',
  references: [
    "https://docs.digitalocean.com/products/spaces/how-to/manage-access/",
    "https://docs.digitalocean.com/reference/api/reference/spaces-keys/",
    pulumiDocs("SpacesKey"),
  ],
  good: [
    {
      title: "one bucket to read, one to write",
      resources: [
        { kind: "SpacesBucket", name: "data", inputs: {} },
        {
          kind: "SpacesKey",
          name: "key",
          inputs: {
            grants: [
              { bucket: unknown, permission: "readwrite" },
              { bucket: "acme-assets", permission: "read" },
            ],
          },
          dependsOn: { grants: ["data"] },
        },
      ],
    },
  ],
  bad: [
    { title: "every bucket of the account", resources: [key({ bucket: "", permission: "fullaccess" })] },
    {
      title: "every bucket, beside one that is named",
      resources: [key({ bucket: "acme-data", permission: "read" }, { bucket: "acme-data", permission: "fullaccess" })],
    },
    { title: "no bucket", resources: [key({ bucket: "", permission: "read" }, { permission: "read" })] },
    { title: "a pattern in place of a bucket", resources: [key({ bucket: "*", permission: "readwrite" })] },
    { title: "no permission", resources: [key({ bucket: "acme-data", permission: "" })] },
    {
      title: "no grants",
      resources: [
        { kind: "SpacesKey", name: "none", inputs: {} },
        { kind: "SpacesKey", name: "empty", inputs: { grants: [] } },
      ],
    },
  ],
  undecided: [
    {
      title: "grants that are known after up",
      resources: [
        { kind: "SpacesKey", name: "all", inputs: { grants: unknown } },
        { kind: "SpacesKey", name: "one", inputs: { grants: [{ bucket: "acme-data", permission: "read" }, unknown] } },
      ],
    },
    { title: "a permission that is known after up", resources: [key({ bucket: "acme-data", permission: unknown })] },
    {
      title: "a bucket that comes from nowhere in the program",
      resources: [key({ bucket: unknown, permission: "read" })],
    },
  ],
  *check(key) {
    const grants = itemsOf(key.read("grants"));
    if (grants.length === 0)
      yield violation(key.read("grants"), "the key has no grants, so what it may do is not said");
    for (const grant of grants) yield* judge(grant, key);
  },
});

const scoped = ["read", "readwrite"];

/** False for `*` and whatever else no bucket can be called: what such a grant covers is not documented. */
function isBucketName(bucket: Property): boolean {
  const name = bucket.text();
  return name === undefined || /^[a-z0-9][a-z0-9.-]*$/.test(name);
}

function* judge(grant: Property, key: ResourceView): Iterable<Outcome> {
  const [permission, bucket] = [grant.get("permission"), grant.get("bucket")];
  if (grant.opaque) {
    yield unclear(grant, "what the key may do", grant);
  } else if (permission.text() === "fullaccess") {
    yield violation(permission, "the key may do everything with every bucket of the account");
  } else if (!permission.opaque && !scoped.includes(permission.text() ?? "")) {
    yield violation(permission, "the permission is neither read nor readwrite");
  } else if (!bucket.present || bucket.text()?.trim() === "") {
    yield violation(bucket, "the grant names no bucket");
  } else if (!isBucketName(bucket)) {
    yield violation(bucket, "the grant does not name one bucket");
  } else if (permission.opaque) {
    yield unclear(permission, "what the key may do", permission);
  } else if (bucket.text() === undefined) {
    const doubt = bucket.opaque ? doubtOfOrigin(key, bucket, "SpacesBucket") : bucket;
    if (doubt !== undefined) yield unclear(bucket, "whether the grant names a bucket", doubt);
  }
}
