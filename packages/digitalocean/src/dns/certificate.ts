import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { ZoneDesign } from "./design";
import type { Zone } from "./zone";

/** Plans the certificate from Let's Encrypt, if names are given. The zone and its CAA records come first. */
export function planCertificate(
  { name, plan, args, given, problem, overlay }: ZoneDesign,
  { zone }: Zone,
  authorities: readonly Planned<digitalocean.DnsRecord>[],
): Planned<digitalocean.Certificate> | undefined {
  if (!given("certificateDomains")) {
    if (given("certificateArgs")) problem("certificateArgs", "requires certificateDomains", { hint: "set it as well" });
    return undefined;
  }
  const { domain, certificateDomains = [] } = args;
  for (const [index, one] of certificateDomains.entries()) {
    if (domain === undefined || one === domain || one.endsWith(`.${domain}`)) continue;
    problem(`certificateDomains[${index}]`, `"${one}" is not in the zone ${domain}`, {
      hint: "leave it out, or create the certificate in its own zone",
    });
  }
  const own: digitalocean.CertificateArgs = { type: "lets_encrypt", domains: certificateDomains };
  return plan.child(digitalocean.Certificate, {
    name: `${name}-certificate`,
    ...overlay("certificateArgs", own),
    after: [...(zone === undefined ? [] : [zone]), ...authorities],
    from: { inputs: { domains: "certificateDomains" } },
  });
}
