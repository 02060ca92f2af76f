import { free } from "../cost/price";
import { cdnCertificate } from "../limits/cdn-certificate";
import { openApi } from "../limits/citations";
import { oneNumberOf } from "../limits/one-of";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const cdn: Kind = defineKind({
  name: "Cdn",
  type: "digitalocean:index/cdn:Cdn",
  scopes: scopesOf("cdn"),
  scopesWhere: { certificateName: ["certificate:read"] },
  // Source: the provider's docs.
  defaults: { ttl: 3600 },
  replacing: ["origin"],
  computed: ["createdAt", "endpoint"],
  limits: [cdnCertificate, oneNumberOf("ttl", [0, 60, 600, 3600, 86_400, 604_800], openApi)],
  live: {
    listed: { path: "/v2/cdn/endpoints", root: "endpoints" },
    name: "{origin}",
    attributes: ({ certificate_id: id, ...rest }, { certificateName }) => ({
      ...rest,
      ...(typeof id === "string" && id !== "" ? { certificate_name: certificateName(id) } : {}),
    }),
  },
  price: free,
});
