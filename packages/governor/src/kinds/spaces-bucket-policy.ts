import { included } from "../cost/price";
import { spacesRegion } from "../limits/spaces-region";
import { settingOfBucket } from "../live/setting-of-bucket";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const spacesBucketPolicy: Kind = defineKind({
  name: "SpacesBucketPolicy",
  type: "digitalocean:index/spacesBucketPolicy:SpacesBucketPolicy",
  scopes: [],
  region: { path: "region", slugs: "datacenter", required: true },
  replacing: ["bucket", "region"],
  limits: [spacesRegion],
  live: { listed: { root: "policies" }, under: "SpacesBucket", ...settingOfBucket },
  price: included("in the Spaces subscription"),
});
