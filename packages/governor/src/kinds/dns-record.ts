import { free } from "../cost/price";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const dnsRecord: Kind = defineKind({
  name: "DnsRecord",
  type: "digitalocean:index/dnsRecord:DnsRecord",
  nameInput: "name",
  replacing: ["domain", "type"],
  computed: ["fqdn"],
  price: free,
});
