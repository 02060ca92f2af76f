import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const spacesBucket: Kind = defineKind({
  name: "SpacesBucket",
  type: "digitalocean:index/spacesBucket:SpacesBucket",
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { acl: "private", forceDestroy: false, region: "nyc3", "versioning.enabled": false },
  replacing: ["region"],
  computed: ["bucketDomainName", "bucketUrn", "endpoint"],
  price: included("in the Spaces subscription"),
});
