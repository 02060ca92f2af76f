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
  unlisted: { reason: "it is the VPC of an Nfs share, which the API shows there" },
  price: included("in its share"),
});
