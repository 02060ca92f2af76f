import { free } from "../cost/price";
import { openApi, provider } from "../limits/citations";
import { bytes, named } from "../limits/text";
import { vpcRange } from "../limits/vpc-range";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const vpc: Kind = defineKind({
  name: "Vpc",
  type: "digitalocean:index/vpc:Vpc",
  scopes: scopesOf("vpc"),
  region: { path: "region", slugs: "datacenter", required: true },
  permanentIf: "default",
  nameInput: "name",
  replacing: ["ipRange", "region"],
  computed: ["createdAt", "default", "vpcUrn"],
  limits: [
    named("name", /^[a-z0-9.-]+$/i, "letters, digits, dots and dashes", openApi),
    bytes("description", 0, 255, provider),
    vpcRange,
  ],
  live: { listed: { path: "/v2/vpcs", root: "vpcs" }, urn: "do:vpc:{id}" },
  price: free,
});
