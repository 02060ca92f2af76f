import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import { planDropletAlerts } from "../parts/droplet-alerts";
import { planNetwork } from "../parts/network";
import { recipientsOf } from "../parts/recipients";
import { planAddress } from "./address";
import { type BastionDesign, withDefaults } from "./design";
import { planDroplet } from "./droplet";
import { planFirewall } from "./firewall";

/** The children of a bastion that others may want to look at, and what they know. */
export interface BastionChildren {
  readonly vpc: Planned<digitalocean.Vpc> | undefined;
  readonly vpcId: pulumi.Input<string>;
  readonly tag: Planned<digitalocean.Tag>;
  readonly firewall: Planned<digitalocean.Firewall>;
  readonly droplet: Planned<digitalocean.Droplet>;
  readonly reservedIp: Planned<digitalocean.ReservedIp>;
  /** Who logs in. */
  readonly user: string;
}

/** Plans the children of a bastion, in the order in which they are registered. */
export function planBastion(given: BastionDesign): BastionChildren {
  const design = withDefaults(given);
  const { skipAlerts, user = "" } = design.args;
  const network = planNetwork(design, "Bastion");
  const firewall = planFirewall(design, network);
  const droplet = planDroplet(design, network, firewall);
  const reservedIp = planAddress(design, droplet);
  planDropletAlerts(design, network, recipientsOf(design, { skipAlerts }));
  return { ...network, firewall, droplet, reservedIp, user };
}
