import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import { backupInputs } from "../parts/backup-policy";
import type { Network } from "../parts/network";
import type { DropletDesign } from "./design";
import { dropletUserData } from "./droplet-user-data";
import type { Storage } from "./volume";

/** Plans the Droplet. */
export function planDroplet(
  design: DropletDesign,
  network: Network,
  storage: Storage | undefined,
  firewall: Planned<digitalocean.Firewall> | undefined,
): Planned<digitalocean.Droplet> {
  const { name, plan, args, need, given, labels, overlay } = design;
  const { sshKeys } = args;
  const own: digitalocean.DropletArgs = {
    image: need("image"),
    region: need("region"),
    size: need("size"),
    vpcUuid: network.vpcId,
    ...backupInputs(design),
    monitoring: true,
    dropletAgent: true,
    // What writes to the volume stops before the volume is taken away.
    gracefulShutdown: true,
    tags: [...labels, network.tagName],
    ...(sshKeys === undefined ? {} : { sshKeys }),
    ...dropletUserData(design, storage),
  };
  return plan.child(digitalocean.Droplet, {
    name: `${name}-droplet`,
    ...overlay("dropletArgs", own),
    from: {
      rules: {
        "droplet-behind-firewall": { argument: "skipFirewall", fix: "leave out skipFirewall" },
        ...(args.docker?.env === undefined
          ? {}
          : {
              "no-secrets-in-user-data": {
                argument: "docker.env",
                fix: "let the containers fetch their secrets, from a secrets manager or a private bucket: DigitalOcean passes variables to a Droplet in its user data alone, which every process on it can read",
              },
            }),
      },
      inputs: {
        ...{ region: "region", size: "size", image: "image", tags: "tags", vpcUuid: "vpcId" },
        // Without any, there is only what mounts the volume.
        ...(given("userData") ? { userData: "userData" } : given("docker") ? { userData: "docker" } : {}),
      },
      mirrors: { sshKeys: "sshKeys", backupPolicy: "backupPolicy" },
    },
    // No moment without it.
    after: firewall === undefined ? [] : [firewall],
    options: {
      // Neither the volume nor the reserved address can be at two Droplets.
      deleteBeforeReplace: true,
      // The provider gives up after a minute, in which not every database has stopped.
      customTimeouts: { delete: "10m" },
    },
  });
}
