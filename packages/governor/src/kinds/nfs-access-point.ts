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
  live: {
    listed: { root: "access_points" },
    under: "Nfs",
    // The share has one by itself.
    is: ({ is_default: isDefault }) => isDefault !== true,
    name: "{under.name}/{name}",
    unshown: ["vpcId"],
  },
  price: included("in its share"),
});
