import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const floatingIpAssignment: Kind = defineKind({
  name: "FloatingIpAssignment",
  type: "digitalocean:index/floatingIpAssignment:FloatingIpAssignment",
  replacing: ["dropletId", "ipAddress"],
  holdsAddress: "ipAddress",
  price: included("in its address"),
});
