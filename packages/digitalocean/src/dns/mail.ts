import type { ZoneDesign } from "./design";
import { ttlOf, type ZoneRecord } from "./zone-record";

/** A receiver gives up on a record that makes it ask more often than that (RFC 7208, 4.6.4). */
const mostLookups = 10;

/** SPF and DMARC: who may send mail for the domain, and what becomes of all other mail. */
export function mailRecords(design: ZoneDesign, others: readonly ZoneRecord[]): readonly ZoneRecord[] {
  const { args, given, problem } = design;
  const { mail, skipSpf = false, skipDmarc = false } = args;
  if (skipSpf && skipDmarc && given("mail")) {
    problem("mail", "is for SPF and DMARC records, which skipSpf and skipDmarc turn off");
  }
  for (const part of ["dmarcPolicy", "reportEmails"] as const) {
    if (!skipDmarc || skipSpf || mail?.[part] === undefined) continue;
    problem(`mail.${part}`, "is for the DMARC record, which skipDmarc turns off", { hint: "remove one of the two" });
  }
  const receives = others.some(({ inputs }) => inputs.type === "MX" && inputs.value !== ".");
  if (receives && !given("mail") && !(skipSpf && skipDmarc)) {
    problem("mail", "is missing: the domain receives mail, and without it all mail from the domain is refused", {
      hint: "set mail: { senders }, with an empty list if nobody sends",
    });
  }
  const { senders = [], dmarcPolicy = "quarantine", reportEmails = [] } = mail ?? {};
  const lookups = senders.filter((sender) => !/^ip[46]:/.test(sender)).length;
  if (lookups > mostLookups) {
    problem("mail.senders", `needs ${lookups} DNS lookups, and receivers stop after ${mostLookups}`, {
      hint: "use ip4 and ip6 for some of them",
    });
  }
  const reports = reportEmails.length === 0 ? "" : `; rua=${reportEmails.map((one) => `mailto:${one}`).join(",")}`;
  const dmarc =
    mail === undefined
      ? "v=DMARC1; p=reject; sp=reject; adkim=s; aspf=s"
      : `v=DMARC1; p=${dmarcPolicy}; sp=${dmarcPolicy}${reports}`;
  return [
    ...(skipSpf ? [] : [text(design, "spf", "@", ["v=spf1", ...senders, "-all"].join(" "))]),
    ...(skipDmarc ? [] : [text(design, "dmarc", "_dmarc", dmarc)]),
  ];
}

function text(design: ZoneDesign, suffix: "spf" | "dmarc", name: string, value: string): ZoneRecord {
  return {
    suffix,
    title: `the ${suffix.toUpperCase()} record`,
    inputs: { name, type: "TXT", value, ttl: ttlOf(design) },
    argument: "mail",
    from: { inputs: { ttl: "ttl" }, whole: "mail" },
  };
}
