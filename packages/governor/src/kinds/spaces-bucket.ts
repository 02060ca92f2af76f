import { included } from "../cost/price";
import { spacesShares } from "../cost/shared-price";
import { atMost } from "../limits/at-most";
import { docs, provider } from "../limits/citations";
import { lifecycleRule } from "../limits/lifecycle-rule";
import { spacesRegion } from "../limits/spaces-region";
import { bytes, named } from "../limits/text";
import { listIn } from "../live/api-object";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const spacesBucket: Kind = defineKind({
  name: "SpacesBucket",
  type: "digitalocean:index/spacesBucket:SpacesBucket",
  scopes: [],
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  idInput: "name",
  holdsData: true,
  bucket: true,
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { acl: "private", forceDestroy: false, region: "nyc3", "versioning.enabled": false },
  replacing: ["region"],
  unimported: ["corsRules", "forceDestroy"],
  computed: ["bucketDomainName", "bucketUrn", "endpoint"],
  limits: [
    // Without dots, which the certificate of Spaces does not cover.
    named(
      "name",
      /^[a-z0-9][a-z0-9-]{2,}$/,
      "3 to 63 lower-case letters, digits and dashes, starting with a letter or digit",
      docs("Spaces", "2025-2026"),
      63,
    ),
    spacesRegion,
    atMost("corsRules", 100, docs("Spaces", "2025-2026")),
    bytes("lifecycleRules[].id", 0, 255, provider),
    lifecycleRule,
  ],
  usage: "spaces",
  shares: spacesShares,
  live: {
    listed: {},
    overS3: true,
    id: "{name}",
    importId: "{region},{name}",
    urn: "do:space:{name}",
    // What a key may not read of it is named by the object.
    unshown: ({ unread }) => listIn(unread).map(String),
  },
  price: included("in the Spaces subscription"),
});
