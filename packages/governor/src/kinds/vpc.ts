import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const vpc: Kind = defineKind({
  name: "Vpc",
  type: "digitalocean:index/vpc:Vpc",
  region: { path: "region", slugs: "datacenter", required: true },
  nameInput: "name",
  replacing: ["ipRange", "region"],
  computed: ["createdAt", "default", "vpcUrn"],
  price: free,
});
