import { included } from "../cost/price";
import { spacesRegion } from "../limits/spaces-region";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const spacesBucketObject: Kind = defineKind({
  name: "SpacesBucketObject",
  type: "digitalocean:index/spacesBucketObject:SpacesBucketObject",
  scopes: [],
  region: { path: "region", slugs: "datacenter", required: true },
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { acl: "private", forceDestroy: false },
  replacing: ["bucket", "key", "region"],
  computed: ["versionId"],
  limits: [spacesRegion],
  unlisted: { reason: "it is the content of a bucket, of which there can be millions" },
  price: included("in the Spaces subscription"),
});
