import type * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import type { Planned } from "../component/planned";
import { planDnsRecord } from "../parts/dns-record";
import { planDropletAlerts } from "../parts/droplet-alerts";
import { planNetwork } from "../parts/network";
import { recipientsOf } from "../parts/recipients";
import { planAddress } from "./address";
import type { DropletDesign } from "./design";
import { planDroplet } from "./droplet";
import { planFirewall } from "./firewall";
import { planProject } from "./project";
import { planAttachment, planVolume } from "./volume";

/** The children of a GovernedDroplet that others may want to look at, and what they know. */
export interface DropletChildren {
  readonly vpc: Planned<digitalocean.Vpc> | undefined;
  readonly vpcId: pulumi.Input<string>;
  readonly tag: Planned<digitalocean.Tag>;
  readonly firewall: Planned<digitalocean.Firewall> | undefined;
  /** The component's own; undefined where one is given, or none is wanted. */
  readonly volume: Planned<digitalocean.Volume> | undefined;
  /** Undefined without a volume. */
  readonly volumeName: string | undefined;
  readonly droplet: Planned<digitalocean.Droplet>;
  readonly reservedIp: Planned<digitalocean.ReservedIp> | undefined;
  /** Address at which the Droplet is reached. */
  readonly ip: pulumi.Input<string>;
  readonly dnsRecord: Planned<digitalocean.DnsRecord> | undefined;
}

/** Plans the children of a GovernedDroplet, in the order in which they are registered. */
export function planGovernedDroplet(design: DropletDesign): DropletChildren {
  const network = planNetwork(design, "Droplet");
  // One that is adopted protects the Droplet already, and changes to the tag only once the Droplet has it.
  const isAdopted = design.args.adopt?.[`${design.name}-firewall`] !== undefined;
  const before = isAdopted ? undefined : planFirewall(design, network, []);
  const storage = planVolume(design);
  const droplet = planDroplet(design, network, storage, before);
  const firewall = isAdopted ? planFirewall(design, network, [droplet]) : before;
  const attachment = planAttachment(design, droplet, storage);
  const address = planAddress(design, droplet, attachment);
  const dnsRecord = planDnsRecord(design, address.ip);
  planProject(design, droplet, storage);
  planDropletAlerts(design, network, recipientsOf(design, { skipAlerts: design.args.skipAlerts }));
  return {
    ...network,
    firewall,
    volume: storage?.volume,
    volumeName: storage?.name,
    droplet,
    ...address,
    dnsRecord,
  };
}
