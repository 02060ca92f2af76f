import { account } from "./account/account.ts";
import { actions } from "./actions/actions.ts";
import { autoscalePools } from "./autoscale/pools.ts";
import { databases } from "./databases/databases.ts";
import { associatedResources } from "./droplets/associated.ts";
import { dropletActions } from "./droplets/droplet-actions.ts";
import { droplets } from "./droplets/droplets.ts";
import { images } from "./images/images.ts";
import type { ApiModule } from "./operation.ts";
import { regions } from "./regions/regions.ts";
import { reservedIps } from "./reserved-ips/reserved-ips.ts";
import { reservedIpv6s } from "./reserved-ips/reserved-ipv6s.ts";
import { sizes } from "./sizes/sizes.ts";
import { snapshots } from "./snapshots/snapshots.ts";
import { spacesKeys } from "./spaces/keys.ts";
import { sshKeys } from "./ssh-keys/ssh-keys.ts";
import { tags } from "./tags/tags.ts";
import { volumeActions } from "./volumes/volume-actions.ts";
import { volumes } from "./volumes/volumes.ts";
import { vpcs } from "./vpcs/vpcs.ts";

/** Everything that the API has. */
export const modules: readonly ApiModule[] = [
  account,
  actions,
  associatedResources,
  // Before Droplets: of two paths that fit, the first answers.
  autoscalePools,
  databases,
  dropletActions,
  droplets,
  images,
  regions,
  reservedIps,
  reservedIpv6s,
  sizes,
  snapshots,
  spacesKeys,
  sshKeys,
  tags,
  volumeActions,
  volumes,
  vpcs,
];
