import { included } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const nfsAccessPoint: Kind = defineKind({
  name: "NfsAccessPoint",
  type: "digitalocean:index/nfsAccessPoint:NfsAccessPoint",
  scopes: scopesOf("nfs", "create", "read", "delete"),
  nameInput: "name",
  replacing: ["accessPolicy", "name", "path", "shareId", "vpcId"],
  computed: ["createdAt", "isDefault", "status", "updatedAt"],
  price: included("in its share"),
});
