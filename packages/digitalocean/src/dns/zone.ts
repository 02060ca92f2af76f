import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import type { ZoneDesign } from "./design";
import type { ZoneRecord } from "./zone-record";

/** The zone that records are in. */
export interface Zone {
  /** The component's own; undefined where it exists already. */
  readonly zone: Planned<digitalocean.Domain> | undefined;
  readonly domain: pulumi.Input<string>;
}

/** Plans the zone, unless it exists already. */
export function planZone({ name, plan, args, need }: ZoneDesign): Zone {
  const domain = need("domain");
  if (args.existingZone === true) return { zone: undefined, domain };
  const skipped = (["skipSpf", "skipDmarc"] as const).find((argument) => args[argument] === true);
  const zone = plan.child(digitalocean.Domain, {
    name: `${name}-zone`,
    inputs: { name: domain },
    from: {
      ...(skipped === undefined
        ? {}
        : {
            rules: {
              "dns-email-authentication": {
                argument: skipped,
                fix: "leave it out, or add the record that it leaves out to records",
              },
            },
          }),
      whole: "domain",
    },
  });
  return { zone, domain: zone.output((resource) => resource.name, args.domain) };
}

/** Plans a record of the zone. */
export function planRecord(
  { name, plan }: ZoneDesign,
  { domain }: Zone,
  { suffix, inputs, from }: ZoneRecord,
): Planned<digitalocean.DnsRecord> {
  return plan.child(digitalocean.DnsRecord, {
    name: `${name}-${suffix}`,
    inputs: { domain, ...inputs },
    from,
    // A name that has become a CNAME must be free of what it was before.
    options: { deleteBeforeReplace: true },
  });
}
