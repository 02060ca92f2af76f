import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import { backupInputs } from "../parts/backup-policy";
import { distributionOf } from "../parts/distribution";
import type { Network } from "../parts/network";
import type { BastionDesign } from "./design";
import { hardening } from "./hardening";

/** Plans the Droplet. It comes after the firewall, as there is no moment in which it may stand open. */
export function planDroplet(
  design: BastionDesign,
  network: Network,
  firewall: Planned<digitalocean.Firewall>,
): Planned<digitalocean.Droplet> {
  const { name, plan, args, need, labels, overlay } = design;
  const { size = "", image = "", user = "", rebootHour = 0 } = args;
  const distribution = distributionOf(image);
  if (distribution !== undefined && distribution !== "ubuntu" && distribution !== "debian") {
    design.problem("image", `"${image}" is not an image that a bastion can be hardened on`, {
      allowed: "images of Ubuntu and Debian",
    });
  }
  const own: digitalocean.DropletArgs = {
    image,
    region: need("region"),
    size,
    vpcUuid: network.vpcId,
    ...backupInputs(design),
    monitoring: true,
    dropletAgent: true,
    sshKeys: need("sshKeys"),
    tags: [...labels, network.tagName],
    userData: hardening({ user, rebootHour }),
  };
  return plan.child(digitalocean.Droplet, {
    name: `${name}-droplet`,
    ...overlay("dropletArgs", own),
    after: [firewall],
    from: {
      inputs: { region: "region", size: "size", image: "image", tags: "tags", vpcUuid: "vpcId" },
      mirrors: { sshKeys: "sshKeys", backupPolicy: "backupPolicy" },
    },
  });
}
