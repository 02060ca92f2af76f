import * as pulumi from "@pulumi/pulumi";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { inShort, refusalOf } from "../test/refused";
import { inputsOf, register, type Setting, settled } from "../test/register";
import { DnsZone } from "./dns-zone";
import type { DnsZoneArgs } from "./dns-zone-args";

const settings = `
providers:
  digitalocean:
    regions: { allowed: [nyc3] }
    required_tags: [environment, owner]
exempt_in_code: [dns-email-authentication]
`;

const least = { governor: settings, domain: "example.com" } satisfies DnsZoneArgs;

const zone = (more: Partial<DnsZoneArgs> = {}, setting?: Setting, opts?: pulumi.ComponentResourceOptions) =>
  register(() => new DnsZone("zone", { ...least, ...more }, opts), setting);

/** The problems of the error that bad arguments make, as `path  message`, with nothing registered. */
async function problemsOf(args: unknown): Promise<readonly string[]> {
  return inShort(await refusalOf(DnsZone, ["zone", args]));
}

beforeEach(() => {
  vi.stubEnv("GOVERNOR_CONFIG", undefined);
});

describe("a DNS zone", () => {
  it("registers these children, whose types and names are their identity for ever", async () => {
    const { resources } = await zone({
      records: { www: { type: "A", name: "www", value: "192.0.2.1" } },
      certificateDomains: ["example.com", "*.example.com"],
    });
    expect(resources.map(({ identity }) => identity.replaceAll("digitalocean:index/", ""))).toEqual([
      "infrafabric-digitalocean:index:DnsZone$certificate:Certificate::zone-certificate",
      "infrafabric-digitalocean:index:DnsZone$dnsRecord:DnsRecord::zone-caa-letsencrypt.org",
      "infrafabric-digitalocean:index:DnsZone$dnsRecord:DnsRecord::zone-dmarc",
      "infrafabric-digitalocean:index:DnsZone$dnsRecord:DnsRecord::zone-record-www",
      "infrafabric-digitalocean:index:DnsZone$dnsRecord:DnsRecord::zone-spf",
      "infrafabric-digitalocean:index:DnsZone$domain:Domain::zone-zone",
      "infrafabric-digitalocean:index:DnsZone::zone",
    ]);
  });

  it("sends no mail, and lets only Let's Encrypt issue certificates, where nothing else is said", async () => {
    const { resources } = await zone();
    const all = { domain: "example.com", ttl: 1800 };
    expect(inputsOf(resources, "zone-zone")).toEqual({ name: "example.com" });
    expect(inputsOf(resources, "zone-spf")).toEqual({ ...all, type: "TXT", name: "@", value: "v=spf1 -all" });
    expect(inputsOf(resources, "zone-dmarc")).toEqual({
      ...all,
      type: "TXT",
      name: "_dmarc",
      value: "v=DMARC1; p=reject; sp=reject; adkim=s; aspf=s",
    });
    expect(inputsOf(resources, "zone-caa-letsencrypt.org")).toEqual({
      ...all,
      type: "CAA",
      name: "@",
      value: "letsencrypt.org.",
      flags: 0,
      tag: "issue",
    });
  });

  it("says who sends mail, and whom to report to", async () => {
    const { resources } = await zone({
      records: { mx: { type: "MX", value: "mail.example.net.", priority: 10 } },
      mail: {
        senders: ["include:_spf.example.net", "ip4:203.0.113.0/24", "ip6:2001:db8::1", "mx", "a:mail.example.com"],
        reportEmails: ["dmarc@example.com", "dmarc@example.net"],
      },
    });
    expect(inputsOf(resources, "zone-spf").value).toBe(
      "v=spf1 include:_spf.example.net ip4:203.0.113.0/24 ip6:2001:db8::1 mx a:mail.example.com -all",
    );
    expect(inputsOf(resources, "zone-dmarc").value).toBe(
      "v=DMARC1; p=quarantine; sp=quarantine; rua=mailto:dmarc@example.com,mailto:dmarc@example.net",
    );
    const silent = await zone({
      records: { mx: { type: "MX", value: "mail.example.net.", priority: 10 } },
      mail: { senders: [], dmarcPolicy: "reject" },
    });
    expect(inputsOf(silent.resources, "zone-spf").value).toBe("v=spf1 -all");
    expect(inputsOf(silent.resources, "zone-dmarc").value).toBe("v=DMARC1; p=reject; sp=reject");
  });

  it("has records of every type with what each needs", async () => {
    const { resources } = await zone({
      ttl: 300,
      records: {
        apex: { type: "A", value: "192.0.2.1" },
        v6: { type: "AAAA", name: "www", value: "2001:db8::1", ttl: 60 },
        docs: { type: "CNAME", name: "docs", value: "docs.example.net." },
        key: { type: "TXT", name: "s1._domainkey", value: "v=DKIM1; k=ed25519; p=AAAA" },
        sip: { type: "SRV", name: "_sip._tcp", value: "sip.example.com.", priority: 1, weight: 5, port: 5060 },
        report: { type: "CAA", value: "mailto:ca@example.com", flags: 0, tag: "iodef" },
        sub: { type: "NS", name: "sub", value: "ns1.example.net." },
        any: { type: "A", name: "*", value: "192.0.2.2" },
      },
    });
    expect(inputsOf(resources, "zone-record-apex")).toEqual({
      domain: "example.com",
      type: "A",
      name: "@",
      value: "192.0.2.1",
      ttl: 300,
    });
    expect(inputsOf(resources, "zone-record-v6").ttl).toBe(60);
    expect(inputsOf(resources, "zone-record-sip")).toMatchObject({ priority: 1, weight: 5, port: 5060 });
    expect(inputsOf(resources, "zone-record-report")).toMatchObject({ flags: 0, tag: "iodef" });
    expect(inputsOf(resources, "zone-spf").ttl).toBe(300);
  });

  it("tells its name servers, the names of its records and what it costs: nothing", async () => {
    const { result } = await zone(
      { records: { www: { type: "A", name: "www", value: "192.0.2.1" } }, certificateDomains: ["example.com"] },
      { preview: false },
    );
    expect(await settled(result.domain)).toBe("example.com");
    expect(await settled(result.nameServers)).toEqual([1, 2, 3].map((n) => `ns${n}.digitalocean.com`));
    expect(Object.keys(result.records)).toEqual(["www"]);
    expect(await settled(result.certificateName)).toBe("zone-certificate-1a2b3c4");
    expect(await settled(result.monthlyCost)).toBe(0);
    expect(await settled(result.unpriced)).toEqual([]);
  });

  it("adds records to a zone that exists", async () => {
    const { resources, result } = await zone({ existingZone: true, skipSpf: true, skipDmarc: true, skipCaa: true });
    expect(resources.map(({ name }) => name)).toEqual(["zone"]);
    expect(result.zone).toBeUndefined();
    expect(await settled(result.domain)).toBe("example.com");
    const { resources: more } = await zone({ existingZone: true });
    expect(inputsOf(more, "zone-spf").domain).toBe("example.com");
  });

  it("takes a value that is not known yet, and overrides of the certificate", async () => {
    const { resources } = await register(
      () =>
        new DnsZone("zone", {
          ...least,
          records: { www: { type: "A", name: "www", value: pulumi.output("192.0.2.7") } },
          certificateDomains: ["example.com"],
          certificateArgs: { name: "wildcard" },
        }),
    );
    expect(inputsOf(resources, "zone-record-www").value).toBe("192.0.2.7");
    expect(inputsOf(resources, "zone-certificate")).toEqual({
      name: "wildcard",
      type: "lets_encrypt",
      domains: ["example.com"],
    });
  });

  it("may have records elsewhere", async () => {
    const { resources } = await zone({
      records: { dmarc: { type: "CNAME", name: "_dmarc", value: "example.com.dmarc.example.net." } },
      skipDmarc: true,
    });
    expect(inputsOf(resources, "zone-record-dmarc").type).toBe("CNAME");
  });
});

describe("bad arguments of a DNS zone", () => {
  it("are reported all at once, by path", async () => {
    const records = {
      www: { type: "CNAME", name: "www", value: "www.example.net" },
      v4: { type: "A", name: "v4", value: "2001:db8::1" },
      apex: { type: "CNAME", value: "www.example.net." },
      mx: { type: "MX", value: "mail.example.net." },
      srv: { type: "SRV", name: "_sip._tcp", value: "sip.example.com.", port: 65_536 },
      caa: { type: "CAA", value: "letsencrypt.org.", flags: 256 },
      text: { type: "TXT", name: "long", value: "a".repeat(513) },
      soon: { type: "A", name: "soon", value: "192.0.2.1", ttl: 5 },
      whole: { type: "A", name: "a.example.com", value: "192.0.2.1" },
    };
    const problems = await problemsOf({ ...least, records, mail: { senders: [] } });
    expect(problems.map((one) => one.replace(/; allowed.*$/, ""))).toEqual([
      'records.whole.name  "a.example.com" would be a.example.com.example.com',
      'records.www.value  found "www.example.net"',
      'records.v4.value  found "2001:db8::1"',
      'records.apex.name  found "@"',
      "records.mx.priority  is missing",
      "records.srv.port  found 65536",
      "records.srv.priority  is missing",
      "records.srv.weight  is missing",
      "records.caa.tag  is missing",
      "records.caa.flags  found 256",
      "records.text.value  has 513 bytes",
      "records.soon.ttl  found 5",
    ]);
  });

  it("are what the schema refuses", async () => {
    expect(
      await problemsOf({
        governor: settings,
        domain: "example",
        records: {
          Up: { type: "A", value: "192.0.2.1" },
          b: { type: "SPF", value: "" },
          c: { type: "A", name: "A", value: 1 },
        },
        mail: {
          senders: ["all", "ip4:2001:db8::1", "include:"],
          dmarcPolicy: "maybe",
          reportEmails: ["nobody", "a@example.com;p=none"],
        },
        certificateAuthorities: [],
        certificateDomains: ["*"],
      }),
    ).toEqual([
      expect.stringMatching(/^domain {2}is not a valid domain name/),
      expect.stringMatching(/^records.Up {2}a key contains up to 32/),
      expect.stringMatching(/^records.b.type {2}unknown type/),
      expect.stringMatching(/^records.c.name {2}is not a name within the zone/),
      expect.stringMatching(/^records.c.value {2}/),
      expect.stringMatching(/^mail.senders\[0\] {2}is not an SPF mechanism/),
      expect.stringMatching(/^mail.senders\[1\] {2}is not an SPF mechanism/),
      expect.stringMatching(/^mail.senders\[2\] {2}is not an SPF mechanism/),
      expect.stringMatching(/^mail.dmarcPolicy {2}unknown policy/),
      expect.stringMatching(/^mail.reportEmails\[0\] {2}is not a valid email address/),
      expect.stringMatching(/^mail.reportEmails\[1\] {2}contains a comma, a semicolon or !/),
      expect.stringMatching(/^certificateAuthorities {2}an empty list permits nobody/),
      expect.stringMatching(/^certificateDomains\[0\] {2}is not a valid domain name/),
    ]);
    expect(await problemsOf({ governor: settings })).toEqual(["domain  is missing"]);
  });

  it("are records that contradict each other", async () => {
    const records = {
      a: { type: "A", name: "www", value: "192.0.2.1" },
      alias: { type: "CNAME", name: "www", value: "www.example.net." },
      again: { type: "A", name: "www", value: "192.0.2.1" },
      slow: { type: "A", name: "www", value: "192.0.2.2", ttl: 60 },
      spf: { type: "TXT", value: "v=spf1 mx -all" },
      dmarc: { type: "CNAME", name: "_dmarc", value: "dmarc.example.net." },
      caa: { type: "CAA", value: "letsencrypt.org.", flags: 0, tag: "issue" },
    };
    expect(await problemsOf({ ...least, records })).toEqual([
      "records.alias  is a CNAME for www, beside records.a (A) and records.again (A) and records.slow (A)",
      "records.again  is the same record as records.a (A)",
      "records.slow.ttl  is 60, but records.a (A) has 1800",
      "records.spf  is a second SPF record for @, and receivers ignore both",
      "records.dmarc  is a CNAME for _dmarc, beside the DMARC record",
      "records.caa  is the same record as the CAA record of letsencrypt.org",
    ]);
  });

  it("are arguments that contradict each other", async () => {
    const mx = { type: "MX", value: "mail.example.net.", priority: 10 };
    expect(await problemsOf({ ...least, records: { mx } })).toEqual([
      expect.stringMatching(/^mail {2}is missing: the domain receives mail/),
    ]);
    expect(
      await problemsOf({
        ...least,
        skipSpf: true,
        skipDmarc: true,
        skipCaa: true,
        mail: { senders: [] },
        certificateAuthorities: ["example.org"],
        certificateDomains: ["www.example.org"],
      }),
    ).toEqual([
      "certificateAuthorities  is for CAA records, which skipCaa turns off",
      "mail  is for SPF and DMARC records, which skipSpf and skipDmarc turn off",
      'certificateDomains[0]  "www.example.org" is not in the zone example.com',
    ]);
    expect(
      await problemsOf({ ...least, certificateAuthorities: ["example.org"], certificateDomains: ["example.com"] }),
    ).toEqual([expect.stringMatching(/^certificateAuthorities {2}does not permit Let's Encrypt/)]);
    expect(await problemsOf({ ...least, certificateArgs: { domains: ["a.example.com"] } })).toEqual([
      "certificateArgs  requires certificateDomains",
    ]);
    const senders = Array.from({ length: 11 }, (_, index) => `include:spf${index}.example.net`);
    expect(await problemsOf({ ...least, mail: { senders } })).toEqual([
      "mail.senders  needs 11 DNS lookups, and receivers stop after 10",
    ]);
    expect(await problemsOf({ ...least, certificateAuthorities: ["example.org", "example.org"] })).toEqual([
      'certificateAuthorities[1]  "example.org" is a duplicate',
    ]);
  });

  it("are what a rule finds in the records: mail without the SPF record that it needs", async () => {
    const mx = { type: "MX", value: "mail.example.net.", priority: 10 };
    expect(await problemsOf({ ...least, records: { mx }, mail: { senders: ["mx"] }, skipSpf: true })).toEqual([
      expect.stringMatching(/the domain receives mail and has no SPF record at @ \(dns-email-authentication\)/),
    ]);
  });
});
