import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const certificate: Kind = defineKind({
  name: "Certificate",
  type: "digitalocean:index/certificate:Certificate",
  nameInput: "name",
  // Source: the provider (terraform-provider-digitalocean, Aug 2026).
  defaults: { type: "custom" },
  replacing: ["certificateChain", "domains", "leafCertificate", "name", "privateKey", "type"],
  secrets: ["privateKey"],
  computed: ["notAfter", "sha1Fingerprint", "state", "uuid"],
  price: free,
});
