import { included } from "../cost/price";
import { defineKind, renamed } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const reservedIpAssignment: Kind = defineKind({
  name: "ReservedIpAssignment",
  type: "digitalocean:index/reservedIpAssignment:ReservedIpAssignment",
  scopes: [...scopesOf("reserved_ip", "read", "update"), ...scopesOf("droplet", "read")],
  replacing: ["dropletId", "ipAddress"],
  holdsAddress: "ipAddress",
  unlisted: { reason: "it is the Droplet of a ReservedIp, which the API shows there" },
  price: included("in its address"),
});

export const floatingIpAssignment: Kind = renamed("FloatingIpAssignment", reservedIpAssignment);
