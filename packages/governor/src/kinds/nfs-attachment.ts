import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const nfsAttachment: Kind = defineKind({
  name: "NfsAttachment",
  type: "digitalocean:index/nfsAttachment:NfsAttachment",
  scopes: scopesOf("nfs", "create", "read"),
  region: { path: "region", slugs: "datacenter", required: true },
  vpcs: ["vpcId"],
  replacing: ["region", "shareId", "vpcId"],
  price: included("in its share"),
});
