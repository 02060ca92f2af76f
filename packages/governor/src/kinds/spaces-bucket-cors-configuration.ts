import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const spacesBucketCorsConfiguration: Kind = defineKind({
  name: "SpacesBucketCorsConfiguration",
  type: "digitalocean:index/spacesBucketCorsConfiguration:SpacesBucketCorsConfiguration",
  region: { path: "region", slugs: "datacenter", required: true },
  replacing: ["region"],
  price: included("in the Spaces subscription"),
});
