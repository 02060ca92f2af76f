import { free } from "../cost/price";
import { between } from "../limits/between";
import { provider } from "../limits/sources";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";

export const dnsRecord: Kind = defineKind({
  name: "DnsRecord",
  type: "digitalocean:index/dnsRecord:DnsRecord",
  nameInput: "name",
  replacing: ["domain", "type"],
  computed: ["fqdn"],
  limits: [between("port", 0, 65535, provider), between("weight", 0, 65535, provider)],
  price: free,
});
