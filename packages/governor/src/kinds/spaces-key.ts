import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const spacesKey: Kind = defineKind({
  name: "SpacesKey",
  type: "digitalocean:index/spacesKey:SpacesKey",
  nameInput: "name",
  secrets: ["secretKey"],
  computed: ["accessKey", "createdAt", "secretKey"],
  price: free,
});
