import { included } from "../cost/price";
import { atMost } from "../limits/at-most";
import { docs, provider } from "../limits/citations";
import { spacesRegion } from "../limits/spaces-region";
import { bytes } from "../limits/text";
import { settingOfBucket } from "../live/setting-of-bucket";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const spacesBucketCorsConfiguration: Kind = defineKind({
  name: "SpacesBucketCorsConfiguration",
  type: "digitalocean:index/spacesBucketCorsConfiguration:SpacesBucketCorsConfiguration",
  scopes: [],
  region: { path: "region", slugs: "datacenter", required: true },
  replacing: ["region"],
  limits: [
    spacesRegion,
    atMost("corsRules", 100, docs("Spaces", "2025-2026")),
    bytes("corsRules[].id", 0, 255, provider),
  ],
  live: { listed: { root: "cors_configurations" }, under: "SpacesBucket", ...settingOfBucket },
  price: included("in the Spaces subscription"),
});
