import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import type { DropletDesign } from "./design";

/** Where a Droplet is reached. */
export interface Address {
  /** The component's own reserved address; undefined where one is given, or none is wanted. */
  readonly reservedIp: Planned<digitalocean.ReservedIp> | undefined;
  readonly ip: pulumi.Input<string>;
}

/** Plans the reserved address, unless one is given or none is wanted, and assigns it. */
export function planAddress(
  { name, plan, args, need, given, problem }: DropletDesign,
  droplet: Planned<digitalocean.Droplet>,
  attachment: Planned<digitalocean.VolumeAttachment> | undefined,
): Address {
  const { skipReservedIp = false, dropletArgs = {} } = args;
  const isPrivate = dropletArgs.publicNetworking === false;
  if (skipReservedIp) {
    if (given("reservedIp")) {
      problem("reservedIp", "is for the reserved address, which skipReservedIp turns off", {
        hint: "remove one of the two",
      });
    }
    return {
      reservedIp: undefined,
      ip: droplet.output(({ ipv4Address, ipv4AddressPrivate }) => (isPrivate ? ipv4AddressPrivate : ipv4Address)),
    };
  }
  if (isPrivate) {
    problem("dropletArgs.publicNetworking", "leaves no public network for a reserved address", {
      hint: "set skipReservedIp as well",
    });
  }
  const reservedIp = given("reservedIp")
    ? undefined
    : plan.child(digitalocean.ReservedIp, {
        name: `${name}-ip`,
        inputs: { region: need("region") },
        from: { inputs: { region: "region" }, whole: "skipReservedIp" },
        // One that is adopted is at a Droplet already, and the assignment decides at which.
        options: { ignoreChanges: ["dropletId"] },
      });
  const ip = reservedIp?.output(({ ipAddress }) => ipAddress) ?? need("reservedIp");
  plan.child(digitalocean.ReservedIpAssignment, {
    name: `${name}-ip-assignment`,
    inputs: { ipAddress: ip, dropletId: droplet.output(({ id }) => id.apply(Number)) },
    from: { inputs: { ipAddress: "reservedIp" } },
    // While one action runs on a Droplet, DigitalOcean refuses the next.
    after: attachment === undefined ? [] : [attachment],
    options: { deleteBeforeReplace: true },
    deletedWith: droplet,
  });
  return { reservedIp, ip };
}
