import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Design } from "../component/design";
import type { Planned } from "../component/planned";

/** What a component takes that has a name in the DNS. */
interface NamedArgs {
  domain?: string;
  dnsZone?: string;
  skipDnsRecord?: boolean;
  dnsRecordArgs?: Partial<digitalocean.DnsRecordArgs>;
}

/**
 * Plans the record that leads a domain to an address, unless there is no domain, or it is managed elsewhere.
 *
 * @param address IPv4 address.
 */
export function planDnsRecord(
  design: Design<NamedArgs>,
  address: pulumi.Input<string>,
): Planned<digitalocean.DnsRecord> | undefined {
  const { name, plan, args, problem, given, overlay } = design;
  const { domain, skipDnsRecord = false } = args;
  for (const argument of ["dnsZone", "dnsRecordArgs", "skipDnsRecord"] as const) {
    if (given(argument) && !given("domain")) problem(argument, "requires a domain", { hint: "set domain as well" });
  }
  for (const argument of ["dnsZone", "dnsRecordArgs"] as const) {
    if (given(argument) && skipDnsRecord) problem(argument, "is for the DNS record, which skipDnsRecord turns off");
  }
  if (domain === undefined || skipDnsRecord) return undefined;
  const zone = args.dnsZone ?? zoneOf(domain);
  if (domain !== zone && !domain.endsWith(`.${zone}`)) {
    problem("dnsZone", `the domain "${domain}" does not end with it`, {
      hint: "set the zone that contains the domain",
    });
  }
  const own: digitalocean.DnsRecordArgs = {
    domain: zone,
    type: "A",
    // Never left out: the provider would make up a name.
    name: domain === zone ? "@" : domain.slice(0, -zone.length - 1),
    value: address,
    ttl: 300,
  };
  return plan.child(digitalocean.DnsRecord, {
    name: `${name}-dns`,
    ...overlay("dnsRecordArgs", own),
    from: { inputs: { domain: "dnsZone", name: "domain" } },
  });
}

/** A domain of two labels is a zone itself, and so is one right below a registry such as `co.uk`. */
export function zoneOf(domain: string): string {
  const [, ...around] = domain.split(".");
  const isRegistry = around.length === 1 || /^(ac|co|com|edu|gov|net|org)\.[a-z]{2}$/.test(around.join("."));
  return isRegistry ? domain : around.join(".");
}
