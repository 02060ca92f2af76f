import * as digitalocean from "@pulumi/digitalocean";
import * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import type { StaticSiteDesign } from "./design";

/** What brings the files of the bucket to visitors. */
export interface Delivery {
  readonly certificate: Planned<digitalocean.Certificate> | undefined;
  readonly cdn: Planned<digitalocean.Cdn>;
  readonly dnsRecord: Planned<digitalocean.DnsRecord> | undefined;
}

/** Plans the CDN with its domain. */
export function planDelivery(design: StaticSiteDesign, bucket: Planned<digitalocean.SpacesBucket>): Delivery {
  const { name, plan, args, given, problem, overlay } = design;
  for (const argument of ["dnsZone", "certificateName", "skipDnsRecord", "certificateArgs", "dnsRecordArgs"] as const) {
    if (given(argument) && !given("domain")) problem(argument, "requires a domain", { hint: "set domain as well" });
  }
  const certificate = planCertificate(design);
  const { domain, cacheSeconds = 3600 } = args;
  const certificateName = args.certificateName ?? certificate?.output((one) => one.name);
  const own: digitalocean.CdnArgs = {
    origin: bucket.output(({ bucketDomainName }) => bucketDomainName),
    ttl: cacheSeconds,
    ...(domain === undefined ? {} : { customDomain: domain }),
    ...(domain === undefined || certificateName === undefined ? {} : { certificateName }),
  };
  const cdn = plan.child(digitalocean.Cdn, {
    name: `${name}-cdn`,
    ...overlay("cdnArgs", own),
    from: { inputs: { ttl: "cacheSeconds", customDomain: "domain", certificateName: "certificateName" } },
  });
  return { certificate, cdn, dnsRecord: planRecord(design, cdn) };
}

function planCertificate({ name, plan, args, given, problem, overlay }: StaticSiteDesign) {
  if (args.domain === undefined) return undefined;
  if (given("certificateName")) {
    if (given("certificateArgs")) {
      problem("certificateArgs", "is for a certificate of the site's own, but certificateName names another", {
        hint: "remove one of the two",
      });
    }
    return undefined;
  }
  const own: digitalocean.CertificateArgs = { type: "lets_encrypt", domains: [args.domain] };
  return plan.child(digitalocean.Certificate, {
    name: `${name}-certificate`,
    ...overlay("certificateArgs", own),
    from: { inputs: { domains: "domain" } },
  });
}

/** A CDN has a name and no address, and a zone's own name cannot be an alias. */
function planRecord({ name, plan, args, given, problem, overlay }: StaticSiteDesign, cdn: Planned<digitalocean.Cdn>) {
  const { domain, skipDnsRecord = false } = args;
  if (domain === undefined) return undefined;
  if (skipDnsRecord) {
    for (const argument of ["dnsZone", "dnsRecordArgs"] as const) {
      if (given(argument)) problem(argument, "is for the DNS record, which skipDnsRecord turns off");
    }
    return undefined;
  }
  const zone = args.dnsZone ?? domain.split(".").slice(1).join(".");
  if (domain === zone || !zone.includes(".")) {
    problem("domain", `"${domain}" is a zone itself, whose name cannot be an alias of the CDN`, {
      hint: `use a name below it, such as www.${domain}, or a GovernedApp with a static site`,
    });
  } else if (!domain.endsWith(`.${zone}`)) {
    problem("dnsZone", `the domain "${domain}" does not end with it`, {
      hint: "set the zone that contains the domain",
    });
  }
  const own: digitalocean.DnsRecordArgs = {
    domain: zone,
    type: "CNAME",
    name: domain.slice(0, -zone.length - 1),
    value: cdn.output(({ endpoint }) => pulumi.interpolate`${endpoint}.`),
    ttl: 3600,
  };
  return plan.child(digitalocean.DnsRecord, {
    name: `${name}-dns`,
    ...overlay("dnsRecordArgs", own),
    from: { inputs: { domain: "dnsZone", name: "domain" } },
  });
}
