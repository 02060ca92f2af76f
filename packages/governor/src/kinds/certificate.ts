import { free } from "../cost/price";
import { openApi, provider } from "../limits/citations";
import { needed } from "../limits/needed";
import { oneWordOf } from "../limits/one-of";
import { pem } from "../limits/pem";
import { bytes, named } from "../limits/text";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const certificate: Kind = defineKind({
  name: "Certificate",
  type: "digitalocean:index/certificate:Certificate",
  scopes: scopesOf("certificate", "create", "read", "delete"),
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { type: "custom" },
  replacing: ["certificateChain", "domains", "leafCertificate", "name", "privateKey", "type"],
  unimported: ["certificateChain", "leafCertificate", "privateKey"],
  secrets: ["privateKey"],
  hashed: ["certificateChain", "leafCertificate", "privateKey"],
  computed: ["notAfter", "sha1Fingerprint", "state", "uuid"],
  limits: [
    oneWordOf("type", ["custom", "lets_encrypt"], openApi),
    needed("privateKey", provider, { path: "type", values: ["custom"] }),
    needed("leafCertificate", provider, { path: "type", values: ["custom"] }),
    needed("domains", provider, { path: "type", values: ["lets_encrypt"] }),
    bytes("name", 1, 255, openApi),
    named("domains[]", /^(\*\.)?([a-z0-9_-]+\.)+[a-z0-9-]{2,63}$/i, "host names, optionally starting with *.", openApi),
    pem("privateKey"),
    pem("leafCertificate"),
    pem("certificateChain"),
  ],
  live: {
    listed: { path: "/v2/certificates", root: "certificates" },
    id: "{name}",
    attributes: ({ dns_names: names, id, ...rest }) => ({
      ...rest,
      uuid: id,
      // Those of one's own certificate stand in it.
      ...(rest.type === "lets_encrypt" ? { domains: names } : {}),
    }),
    unshown: ({ type }) => (type === "custom" ? ["certificateChain", "leafCertificate", "privateKey"] : []),
  },
  price: free,
});
