import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const cdn: Kind = defineKind({
  name: "Cdn",
  type: "digitalocean:index/cdn:Cdn",
  // Source: the provider's docs.
  defaults: { ttl: 3600 },
  replacing: ["origin"],
  computed: ["createdAt", "endpoint"],
  price: free,
});
