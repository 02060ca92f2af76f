import { imagePrice } from "../cost/storage-price";
import { openApi } from "../limits/citations";
import { knownRegion } from "../limits/known-slug";
import { needed } from "../limits/needed";
import { bytes, named } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const customImage: Kind = defineKind({
  name: "CustomImage",
  type: "digitalocean:index/customImage:CustomImage",
  scopes: scopesOf("image"),
  scopesWhere: { tags: ["tag:create"] },
  tags: { use: "label", path: "tags", onCreateOnly: true },
  region: { path: "regions", slugs: "datacenter", required: true },
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { distribution: "Unknown" },
  replacing: ["url"],
  computed: ["createdAt", "imageId", "minDiskSize", "public", "sizeGigabytes", "slug", "status", "type"],
  limits: [
    bytes("name", 1, 255, openApi),
    named("url", /^https?:\/\/[^\s/]/, "an http or https URL", openApi),
    needed("regions", openApi),
    knownRegion({ path: "regions", slugs: "datacenter", required: true }),
  ],
  live: {
    listed: { path: "/v2/images", root: "images", query: { private: "true" } },
    // Snapshots and backups stand beside them.
    is: ({ type }) => type === "custom",
    attributes: ({ id, ...rest }) => ({ ...rest, image_id: id }),
    unshown: ["url"],
  },
  price: imagePrice,
});
