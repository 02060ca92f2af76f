import type { Property } from "../../view/property";
import type { ResourceView } from "../../view/resource";
import { unknown, type Value } from "../../view/value";
import { itemsOf } from "../kit/items";
import { doubtOfOrigin } from "../kit/origin";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource, type Outcome } from "../rule";

const key = (...grants: readonly Value[]): ExampleResource => ({ kind: "SpacesKey", name: "key", inputs: { grants } });

export const spacesKeyScoped = defineRule({
  id: "spaces-key-scoped",
  group: "spaces",
  scope: "resource",
  title: "Every Spaces key is limited to named buckets.",
  severity: "high",
  level: "mandatory",
  kinds: ["SpacesKey"],
  why:
    "A leaked key gives away everything it can do, and one with fullaccess can create, empty and delete every bucket in the account, including those of other teams and stacks. " +
    "fullaccess comes with an empty bucket and overrides the other grants (provider, DigitalOcean's OpenAPI); an empty bucket with another permission is undocumented, as is a pattern such as `*`, so neither is accepted. " +
    "A key without grants can do nothing (DigitalOcean docs, Manage Access) until someone grants it access outside the program, where no rule can see it. " +
    "An unknown bucket passes if it comes from a SpacesBucket in the program.",
  fix: 'Give the key one grant per bucket: { bucket: bucket.name, permission: "read" } or "readwrite"; an existing key with fullaccess cannot be narrowed, so create a new one and delete the old one',
  references: [
    "https://docs.digitalocean.com/products/spaces/how-to/manage-access/",
    "https://docs.digitalocean.com/reference/api/reference/spaces-keys/",
    pulumiDocs("SpacesKey"),
  ],
  controls: { cis: ["6.8"], iso27001: ["5.18", "8.3"], soc2: ["CC6.3"], "pci-dss": ["7.2.5"], "nist-800-53": ["AC-6"] },
  good: [
    {
      title: "one bucket read-only, one read-write",
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
    {
      title: "every bucket of the account",
      resources: [key({ bucket: "", permission: "fullaccess" })],
      fixed: { resources: [key({ bucket: "acme-data", permission: "readwrite" })] },
    },
    {
      title: "every bucket, in addition to a named one",
      resources: [key({ bucket: "acme-data", permission: "read" }, { bucket: "acme-data", permission: "fullaccess" })],
      fixed: { resources: [key({ bucket: "acme-data", permission: "readwrite" })] },
    },
    {
      title: "no bucket",
      resources: [key({ bucket: "", permission: "read" }, { permission: "read" })],
      fixed: {
        resources: [key({ bucket: "acme-data", permission: "read" }, { bucket: "acme-assets", permission: "read" })],
      },
    },
    {
      title: "a pattern instead of a bucket",
      resources: [key({ bucket: "*", permission: "readwrite" })],
      fixed: { resources: [key({ bucket: "acme-data", permission: "readwrite" })] },
    },
    {
      title: "no permission",
      resources: [key({ bucket: "acme-data", permission: "" })],
      fixed: { resources: [key({ bucket: "acme-data", permission: "read" })] },
    },
    {
      title: "no grants",
      resources: [
        { kind: "SpacesKey", name: "none", inputs: {} },
        { kind: "SpacesKey", name: "empty", inputs: { grants: [] } },
      ],
      fixed: {
        resources: [
          { kind: "SpacesKey", name: "none", inputs: { grants: [{ bucket: "acme-data", permission: "read" }] } },
          { kind: "SpacesKey", name: "empty", inputs: { grants: [{ bucket: "acme-data", permission: "readwrite" }] } },
        ],
      },
    },
  ],
  undecided: [
    {
      title: "grants that are unknown until pulumi up",
      resources: [
        { kind: "SpacesKey", name: "all", inputs: { grants: unknown } },
        { kind: "SpacesKey", name: "one", inputs: { grants: [{ bucket: "acme-data", permission: "read" }, unknown] } },
      ],
    },
    {
      title: "a permission that is unknown until pulumi up",
      resources: [key({ bucket: "acme-data", permission: unknown })],
    },
    {
      title: "a bucket that does not come from the program",
      resources: [key({ bucket: unknown, permission: "read" })],
    },
  ],
  *check(key) {
    const grants = itemsOf(key.read("grants"));
    if (grants.length === 0)
      yield violation(key.read("grants"), "the key has no grants, so its access is not defined here");
    for (const grant of grants) yield* judge(grant, key);
  },
});

const scoped = ["read", "readwrite"];

/** False for `*` and other invalid bucket names: what such a grant covers is undocumented. */
function isBucketName(bucket: Property): boolean {
  const name = bucket.text();
  return name === undefined || /^[a-z0-9][a-z0-9.-]*$/.test(name);
}

function* judge(grant: Property, key: ResourceView): Iterable<Outcome> {
  const [permission, bucket] = [grant.get("permission"), grant.get("bucket")];
  if (grant.opaque) {
    yield unclear(grant, "what the key can do", grant);
  } else if (permission.text() === "fullaccess") {
    yield violation(permission, "the key has full access to every bucket in the account");
  } else if (!permission.opaque && !scoped.includes(permission.text() ?? "")) {
    yield violation(permission, "the permission is not read or readwrite");
  } else if (!bucket.present || bucket.text()?.trim() === "") {
    yield violation(bucket, "the grant has no bucket");
  } else if (!isBucketName(bucket)) {
    yield violation(bucket, "the grant is not limited to one bucket");
  } else if (permission.opaque) {
    yield unclear(permission, "what the key can do", permission);
  } else if (bucket.text() === undefined) {
    const doubt = bucket.opaque ? doubtOfOrigin(key, bucket, "SpacesBucket") : bucket;
    if (doubt !== undefined) yield unclear(bucket, "whether the grant is limited to a bucket", doubt);
  }
}
