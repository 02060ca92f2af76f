import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const spacesBucketPolicy: Kind = defineKind({
  name: "SpacesBucketPolicy",
  type: "digitalocean:index/spacesBucketPolicy:SpacesBucketPolicy",
  region: { path: "region", slugs: "datacenter", required: true },
  replacing: ["bucket", "region"],
  price: included("in the Spaces subscription"),
});
