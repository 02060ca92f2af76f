import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { BastionDesign } from "./design";

/** Plans the address that outlives the Droplet, and its assignment. */
export function planAddress(
  { name, plan, need }: BastionDesign,
  droplet: Planned<digitalocean.Droplet>,
): Planned<digitalocean.ReservedIp> {
  const reservedIp = plan.child(digitalocean.ReservedIp, {
    name: `${name}-ip`,
    inputs: { region: need("region") },
    from: { inputs: { region: "region" } },
    // One that is adopted is at a Droplet already, and the assignment decides at which.
    options: { ignoreChanges: ["dropletId"] },
  });
  plan.child(digitalocean.ReservedIpAssignment, {
    name: `${name}-ip-assignment`,
    inputs: {
      ipAddress: reservedIp.output(({ ipAddress }) => ipAddress),
      dropletId: droplet.output(({ id }) => id.apply(Number)),
    },
    // The old assignment, deleted last, would take the address away from the new Droplet.
    options: { deleteBeforeReplace: true },
  });
  return reservedIp;
}
