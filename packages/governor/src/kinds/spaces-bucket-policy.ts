import { included } from "../cost/price";
import { spacesRegion } from "../limits/spaces-region";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const spacesBucketPolicy: Kind = defineKind({
  name: "SpacesBucketPolicy",
  type: "digitalocean:index/spacesBucketPolicy:SpacesBucketPolicy",
  scopes: [],
  region: { path: "region", slugs: "datacenter", required: true },
  replacing: ["bucket", "region"],
  limits: [spacesRegion],
  unlisted: { reason: "it is read over S3", overS3: true },
  price: included("in the Spaces subscription"),
});
