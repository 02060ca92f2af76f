import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const firewall: Kind = defineKind({
  name: "Firewall",
  type: "digitalocean:index/firewall:Firewall",
  // The Droplets that the firewall applies to.
  tags: { use: "selector", path: "tags" },
  nameInput: "name",
  computed: ["createdAt", "pendingChanges", "status"],
  price: free,
});
