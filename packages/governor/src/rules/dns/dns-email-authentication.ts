import type { Property } from "../../view/property";
import { type Doubt, doubtFrom, doubtOf } from "../../view/reason";
import type { ResourceView } from "../../view/resource";
import type { StackView } from "../../view/stack";
import { unknown, type Value, type ValueMap } from "../../view/value";
import { type Answer, either } from "../kit/answer";
import { targetsOf } from "../kit/origin";
import { unclear, violation } from "../kit/outcome";
import { pulumiDocs } from "../pulumi-docs";
import { defineRule, type ExampleResource, type Outcome } from "../rule";

const domain: ExampleResource = { kind: "Domain", name: "domain", inputs: { name: "example.com" } };

const record = (name: string, type: Value, host: Value, value: Value, more: ValueMap = {}): ExampleResource => ({
  kind: "DnsRecord",
  name,
  inputs: { domain: "example.com", type, name: host, value, ...more },
});

const mx = record("mx", "MX", "@", "mail.example.com.", { priority: 10 });
const spf = record("spf", "TXT", "@", "v=spf1 include:_spf.example.net -all");
const dmarc = record("dmarc", "TXT", "_dmarc", "v=DMARC1; p=quarantine; rua=mailto:postmaster@example.com");

/** The record, in a domain that is unknown until `pulumi up`. */
const fromDomain = (one: ExampleResource): ExampleResource => ({
  ...one,
  inputs: { ...one.inputs, domain: unknown },
  dependsOn: { domain: ["domain"] },
});

export const dnsEmailAuthentication = defineRule({
  id: "dns-email-authentication",
  group: "dns",
  scope: "stack",
  needs: ["unchanged-resources"],
  title: "Every domain that receives mail says who may send mail for it.",
  severity: "medium",
  level: "advisory",
  kinds: ["Domain", "DnsRecord"],
  why:
    "Without SPF and DMARC, anyone can send mail that seems to come from the domain, and the large mail providers reject or flag the domain's own. " +
    "A Domain with an MX record therefore needs an SPF record, a TXT at the same host that begins with v=spf1, and a DMARC record, a TXT or a delegating CNAME at _dmarc, which also holds for hosts below. " +
    'SPF with +all, or all alone, lets every server send and is a violation in any domain. An MX record "." refuses mail and needs neither. ' +
    "DKIM cannot be checked: its record is under a selector that only the mail provider knows. " +
    "Only Domains of this stack are judged, with the records of this stack: exempt a domain whose records are elsewhere.",
  fix: 'Add DnsRecords of type TXT: name "@" (the host of the MX record) with value "v=spf1 include:<mail provider> -all", and name "_dmarc" with value "v=DMARC1; p=quarantine; rua=mailto:<address>"',
  references: [
    "https://docs.digitalocean.com/products/networking/dns/how-to/manage-records/",
    pulumiDocs("DnsRecord"),
    pulumiDocs("Domain"),
  ],
  controls: { cis: ["9.5"], iso27001: ["5.14"], "pci-dss": ["5.4.1"], "nist-800-53": ["SI-8"] },
  good: [
    { title: "SPF and DMARC", resources: [domain, mx, spf, dmarc] },
    {
      title: "a domain whose name is unknown until pulumi up, and a delegated DMARC record",
      resources: [
        { kind: "Domain", name: "domain", inputs: { name: unknown } },
        ...[mx, spf, record("dmarc", "CNAME", "_dmarc", "example.com.dmarc.example.net.")].map(fromDomain),
      ],
    },
    {
      title: "mail for a host below the domain",
      resources: [
        domain,
        record("mx", "MX", "news", "mail.example.com.", { priority: 10 }),
        record("spf", "TXT", "news.example.com.", "v=spf1 mx -all"),
        dmarc,
      ],
    },
    {
      title: "no mail",
      resources: [
        domain,
        record("www", "A", "@", "203.0.113.7"),
        record("mx", "MX", "@", ".", { priority: 0 }),
        { kind: "Domain", name: "other", inputs: { name: "example.org" } },
      ],
    },
  ],
  bad: [
    {
      title: "mail without SPF and DMARC",
      resources: [domain, mx],
      fixed: { resources: [spf, dmarc] },
    },
    {
      title: "SPF at another host",
      resources: [domain, mx, dmarc, { ...spf, inputs: { ...spf.inputs, name: "news" } }],
      fixed: { resources: [spf] },
    },
    {
      title: "SPF that lets every server send",
      resources: [
        domain,
        record("plus", "TXT", "@", "v=spf1 mx +all"),
        record("bare", "TXT", "news", "v=spf1 include:_spf.example.net all"),
      ],
      fixed: {
        resources: [
          record("plus", "TXT", "@", "v=spf1 mx -all"),
          record("bare", "TXT", "news", "v=spf1 include:_spf.example.net ~all"),
        ],
      },
    },
  ],
  undecided: [
    {
      title: "a TXT record whose value is unknown until pulumi up",
      resources: [domain, mx, dmarc, record("spf", "TXT", "@", unknown)],
    },
    {
      title: "a record whose type is unknown until pulumi up",
      resources: [domain, record("any", unknown, "@", "mail.example.com.")],
    },
    {
      title: "a record whose domain does not come from the program",
      resources: [domain, mx, spf, { ...dmarc, inputs: { ...dmarc.inputs, domain: unknown } }],
    },
  ],
  *check(stack) {
    const zones = zonesIn(stack);
    for (const one of stack.ofKind("Domain")) {
      const zone = zones(one);
      for (const entry of zone.records) yield* judgeSpf(entry);
      yield* judgeMail(one, zone);
    }
  },
});

/** What is known of the records of a domain. */
interface Zone {
  readonly records: readonly ResourceView[];
  /** Why there may be more. */
  readonly doubt: Doubt | undefined;
}

function zonesIn(stack: StackView): (domain: ResourceView) => Zone {
  const byDomain = new Map<ResourceView, ResourceView[]>();
  const doubts = new Map<string, Doubt>();
  for (const entry of stack.resources) {
    if (entry.kind?.name !== "DnsRecord" || entry.pending === "delete") continue;
    for (const { property, resources, doubt } of targetsOf(stack, entry, "domain", "Domain")) {
      for (const one of resources) byDomain.set(one, [...(byDomain.get(one) ?? []), entry]);
      if (!doubts.has(entry.account) && (doubt !== undefined || (property.opaque && resources.length === 0))) {
        doubts.set(entry.account, doubtFrom(wordsOf(entry), doubt ?? doubtOf(property)));
      }
    }
  }
  return (one) => ({ records: byDomain.get(one) ?? [], doubt: doubts.get(one.account) });
}

function* judgeSpf(entry: ResourceView): Iterable<Outcome> {
  const value = entry.read("value");
  if (!entry.managed || typeOf(entry) !== "TXT" || !isSpf(value)) return;
  const mechanisms = (value.text() ?? "").toLowerCase().split(/[\s"]+/);
  if (mechanisms.includes("+all") || mechanisms.includes("all")) {
    yield violation(value, "the SPF record lets every server send mail for the domain", {
      resource: entry,
      fix: "End the SPF record in -all, or in ~all while you find out who sends",
    });
  }
}

function* judgeMail(domain: ResourceView, zone: Zone): Iterable<Outcome> {
  const { records } = zone;
  const receiving = records.filter((entry) => typeOf(entry) === "MX" && entry.read("value").text()?.trim() !== ".");
  const perhaps = receiving.length > 0 ? undefined : records.find((entry) => entry.read("type").opaque);
  const wanted = [...receiving, ...(perhaps === undefined ? [] : [perhaps])].flatMap((entry) =>
    needs(entry, domain, zone),
  );
  const missing = new Set(wanted.flatMap(({ what, answer }) => (answer === "no" ? [what] : [])));
  if (missing.size > 0 && perhaps !== undefined) {
    const cause = doubtFrom(wordsOf(perhaps), doubtOf(perhaps.read("type")));
    yield unclear(undefined, "whether the domain receives mail", cause, { resource: domain });
  } else if (missing.size > 0) {
    yield violation(undefined, `the domain receives mail and has no ${[...missing].join(" and no ")}`, {
      resource: domain,
    });
  } else {
    for (const { what, answer } of wanted) {
      if (typeof answer !== "object") continue;
      yield unclear(undefined, `whether the domain has its ${what}`, answer.doubt, { resource: domain });
      return;
    }
  }
}

interface Need {
  /** Such as `SPF record at @`. */
  readonly what: string;
  readonly answer: Answer;
}

/** The records that mail for the host of an MX record asks for. */
function needs(receiver: ResourceView, domain: ResourceView, { records, doubt }: Zone): readonly Need[] {
  const has = (host: string, types: readonly string[], fits: (value: Property) => boolean): Answer =>
    either(
      ...records.map((entry) => stands(entry, { types, fits, at: (name) => hostIn(name, domain) === host })),
      doubt === undefined ? "no" : { doubt },
    );
  const name = receiver.read("name");
  const host = hostIn(name, domain);
  const dmarcHosts = host === undefined || host === "@" ? ["_dmarc"] : ["_dmarc", `_dmarc.${host}`];
  const dmarc = either(...dmarcHosts.map((one) => has(one, ["TXT", "CNAME"], isDmarc)));
  return [
    host === undefined
      ? { what: "SPF record", answer: { doubt: doubtFrom(wordsOf(receiver), doubtOf(name)) } }
      : { what: `SPF record at ${host}`, answer: has(host, ["TXT"], isSpf) },
    { what: "DMARC record at _dmarc", answer: dmarc },
  ];
}

/** What a record must be. */
interface Wanted {
  readonly types: readonly string[];
  at(name: Property): boolean;
  /** True if a TXT says what it must. */
  fits(value: Property): boolean;
}

function stands(entry: ResourceView, { types, at, fits }: Wanted): Answer {
  const [type, name, value] = [entry.read("type"), entry.read("name"), entry.read("value")];
  const kind = typeOf(entry);
  if (!type.opaque && !types.includes(kind)) return "no";
  if (!name.opaque && !at(name)) return "no";
  // A CNAME leads to the record.
  const isText = kind !== "CNAME";
  if (isText && !value.opaque && !fits(value)) return "no";
  const unseen = [type, name, ...(isText ? [value] : [])].find(({ opaque }) => opaque);
  return unseen === undefined ? "yes" : { doubt: doubtFrom(wordsOf(entry), doubtOf(unseen)) };
}

/** The host that a record is for, without the domain: `@` for the domain itself; undefined if it cannot be read. */
function hostIn(name: Property, domain: ResourceView): string | undefined {
  const text = name.text()?.trim().toLowerCase().replace(/\.$/, "");
  const zone = domain.read("name").text()?.trim().toLowerCase();
  if (text === undefined) return undefined;
  if (text === "" || text === "@" || text === zone) return "@";
  return zone !== undefined && text.endsWith(`.${zone}`) ? text.slice(0, -zone.length - 1) : text;
}

function typeOf(entry: ResourceView): string {
  return entry.read("type").text()?.toUpperCase() ?? "";
}

function isSpf(value: Property): boolean {
  return /^"?v=spf1(?:\s|"?$)/i.test(value.text()?.trim() ?? "");
}

function isDmarc(value: Property): boolean {
  return /^"?v=dmarc1\s*(?:;|"?$)/i.test(value.text()?.trim() ?? "");
}

function wordsOf({ name }: ResourceView): string {
  return `the DnsRecord ${name}`;
}
