import { parseAddresses } from "@infrafabric/governor/internal";
import * as z from "zod";
import { type Arguments, object, optional, overrides, required } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { childKey, domainName, emailAddress, input, oneOf } from "../component/schema";
import { DmarcPolicy, type DnsZoneArgs, type ZoneMailArgs, type ZoneRecordArgs, ZoneRecordType } from "./dns-zone-args";

/** The arguments of a DnsZone. */
export const dnsZoneArguments = declareArguments((): Arguments<DnsZoneArgs> => {
  const record = object<ZoneRecordArgs>({
    type: required(oneOf(ZoneRecordType, "unknown type")),
    name: optional(recordName()),
    value: required(input(z.string())),
    ttl: optional(z.int()),
    priority: optional(z.int()),
    weight: optional(z.int()),
    port: optional(z.int()),
    flags: optional(z.int()),
    tag: optional(z.string()),
  });
  const mail = object<ZoneMailArgs>({
    senders: required(z.array(mechanism())),
    dmarcPolicy: optional(oneOf(DmarcPolicy, "unknown policy")),
    reportEmails: optional(z.array(reportEmail())),
  });
  return {
    ...governedArguments(),
    domain: required(domainName()),
    existingZone: optional(z.boolean()),
    records: optional(z.record(childKey(), record)),
    ttl: optional(z.int()),
    mail: optional(mail),
    skipSpf: optional(z.boolean()),
    skipDmarc: optional(z.boolean()),
    certificateAuthorities: optional(
      z.array(domainName()).min(1, { error: "an empty list permits nobody, which DigitalOcean cannot express" }),
    ),
    skipCaa: optional(z.boolean()),
    certificateDomains: optional(z.array(certificateName()).min(1, { error: "an empty list names nothing" })),
    certificateArgs: overrides({
      type: "the certificate is from Let's Encrypt",
      domains: "use the component's certificateDomains",
    }),
  };
});

const label = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";
const namePattern = new RegExp(`^(@|\\*|(\\*\\.)?(${label}\\.)*${label})$`);

const recordName = () =>
  z.string().regex(namePattern, { error: "is not a name within the zone in lower case, such as @, www or _dmarc" });

const certificateName = () =>
  z.string().refine((name) => domainName().safeParse(name.replace(/^\*\./, "")).success, {
    error: "is not a valid domain name in lower case, such as www.example.com or *.example.com",
  });

const reportEmail = () =>
  emailAddress().regex(/^[^,;!]*$/, {
    error: "contains a comma, a semicolon or !, which separate parts of a DMARC record",
  });

/** A mechanism that lets somebody send. `all` is the component's. */
const mechanism = () =>
  z.string().refine(isMechanism, {
    error: "is not an SPF mechanism for a sender, such as include:_spf.example.net, ip4:203.0.113.7 or mx",
  });

function isMechanism(text: string): boolean {
  const [, family, address = ""] = /^ip([46]):(\S+)$/.exec(text) ?? [];
  if (family !== undefined) return parseAddresses(address) !== undefined && address.includes(":") === (family === "6");
  return /^((include|exists):[\w.%{}-]+|(a|mx)(:[\w.-]+)?(\/\d{1,2})?)$/.test(text);
}
