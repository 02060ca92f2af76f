import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const project: Kind = defineKind({
  name: "Project",
  type: "digitalocean:index/project:Project",
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { description: "", isDefault: false, purpose: "Web Application" },
  computed: ["createdAt", "ownerId", "ownerUuid", "updatedAt"],
  price: free,
});
