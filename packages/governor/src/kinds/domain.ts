import { free } from "../cost/price";
import { address } from "../limits/address";
import { openApi } from "../limits/citations";
import { named } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const domain: Kind = defineKind({
  name: "Domain",
  type: "digitalocean:index/domain:Domain",
  scopes: scopesOf("domain", "create", "read", "delete"),
  // Not named by the provider: it is the domain itself.
  nameInput: "name",
  idInput: "name",
  replacing: ["ipAddress", "name"],
  unimported: ["ipAddress"],
  computed: ["domainUrn", "ttl"],
  limits: [
    named(
      "name",
      /^([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/i,
      "a domain such as example.com, of at most 253 characters",
      openApi,
      253,
    ),
    address("ipAddress", openApi, { family: 4 }),
  ],
  live: {
    listed: { path: "/v2/domains", root: "domains" },
    id: "{name}",
    urn: "do:domain:{name}",
    unshown: ["ipAddress"],
  },
  price: free,
});
