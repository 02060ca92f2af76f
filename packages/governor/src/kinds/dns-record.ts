import { free } from "../cost/price";
import { atLeast } from "../limits/at-least";
import { between } from "../limits/between";
import { openApi, provider } from "../limits/citations";
import { aliasName, recordHost, recordPart, recordText, recordValue } from "../limits/dns-data";
import { oneWordOf } from "../limits/one-of";
import { bytes } from "../limits/text";
import { recordAttributes } from "../live/dns-record";
import { defineKind } from "./define-kind";
import type { Kind } from "./kind";
import { scopesOf } from "./scopes";

export const dnsRecord: Kind = defineKind({
  name: "DnsRecord",
  type: "digitalocean:index/dnsRecord:DnsRecord",
  terraformType: "digitalocean_record",
  scopes: scopesOf("domain"),
  nameInput: "name",
  replacing: ["domain", "type"],
  computed: ["fqdn"],
  limits: [
    between("port", 0, 65535, provider),
    between("weight", 0, 65535, provider),
    oneWordOf("type", ["A", "AAAA", "CAA", "CNAME", "MX", "NS", "SRV", "TXT"], openApi),
    recordValue,
    recordHost,
    recordText,
    aliasName,
    recordPart("priority"),
    recordPart("port"),
    recordPart("weight"),
    recordPart("flags"),
    recordPart("tag"),
    between("priority", 0, 65_535, openApi),
    between("flags", 0, 255, openApi),
    oneWordOf("tag", ["issue", "issuewild", "iodef"], openApi),
    atLeast("ttl", 30, openApi),
    bytes("name", 0, 255, openApi),
  ],
  live: {
    listed: { path: "/v2/domains/{name}/records", root: "domain_records" },
    under: "Domain",
    // Made with the domain, and by no program.
    is: ({ type }) => type !== "SOA",
    importId: "{under.name},{id}",
    name: "{under.name}/{type}/{name}",
    attributes: recordAttributes,
  },
  price: free,
});
