import type * as digitalocean from "@pulumi/digitalocean";
import type { SpecDesign } from "./design";

type Domain = digitalocean.types.input.AppSpecDomainName;

/** The domains of the app. */
export function domainsOf({ args, given, problem, from }: SpecDesign): { readonly domainNames?: Domain[] } {
  const { domain, domainAliases = [], dnsZone } = args;
  for (const argument of ["domainAliases", "dnsZone"] as const) {
    if (given(argument) && !given("domain")) problem(argument, "requires a domain", { hint: "set domain as well" });
  }
  if (domain === undefined) return {};
  const names = [domain, ...domainAliases];
  for (const [index, name] of names.entries()) {
    const path = index === 0 ? "domain" : (`domainAliases[${index - 1}]` as const);
    from[`spec.domainNames[${index}]`] = path;
    if (dnsZone !== undefined && name !== dnsZone && !name.endsWith(`.${dnsZone}`)) {
      problem(path, `"${name}" is not in the zone "${dnsZone}"`, {
        hint: "App Platform sets the records of all domains in one zone; without dnsZone you set them yourself",
      });
    }
  }
  return {
    domainNames: names.map((name, index) => ({
      name,
      type: index === 0 ? "PRIMARY" : "ALIAS",
      ...(dnsZone === undefined ? {} : { zone: dnsZone }),
    })),
  };
}
