import { included } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";

export const reservedIpAssignment: Kind = defineKind({
  name: "ReservedIpAssignment",
  type: "digitalocean:index/reservedIpAssignment:ReservedIpAssignment",
  replacing: ["dropletId", "ipAddress"],
  holdsAddress: "ipAddress",
  price: included("in its address"),
});

export const floatingIpAssignment: Kind = renamed("FloatingIpAssignment", reservedIpAssignment);
