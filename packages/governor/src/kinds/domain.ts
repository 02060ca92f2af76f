import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const domain: Kind = defineKind({
  name: "Domain",
  type: "digitalocean:index/domain:Domain",
  // Not named by the provider: it is the domain itself.
  nameInput: "name",
  replacing: ["ipAddress", "name"],
  computed: ["domainUrn", "ttl"],
  price: free,
});
