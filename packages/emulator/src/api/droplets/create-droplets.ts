import * as z from "zod";
import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { limitsOf } from "../account/limits.ts";
import { type Action, beginAction } from "../actions/action.ts";
import { unprocessable } from "../errors.ts";
import { findImage } from "../images/find.ts";
import type { Image } from "../images/image.ts";
import { allRegions } from "../regions/region.ts";
import { allSizes, type SizeAnswer } from "../sizes/size.ts";
import { findSshKey } from "../ssh-keys/ssh-key.ts";
import { ensureTags, tagNames } from "../tags/tag.ts";
import { type Volume, volumeTable } from "../volumes/volume.ts";
import { defaultVpc, type Vpc, vpcTable } from "../vpcs/vpc.ts";
import { defaultPolicy, policyRequest, scheduled } from "./backups.ts";
import { type Droplet, dropletSubject, dropletTable } from "./droplet.ts";
import { ipv6Network, privateNetwork, publicNetwork, roomIn } from "./networks.ts";

/** The name of a Droplet, which is its host name too. */
export const dropletName = z
  .string()
  .max(255)
  .regex(
    /^[a-zA-Z0-9]?[a-z0-9A-Z.-]*[a-z0-9A-Z]$/,
    "Only valid hostname characters are allowed. (a-z, A-Z, 0-9, . and -)",
  );

const mostUserData = 64 * 1024;

/** What Droplets are made from, but for their names. */
export const dropletParts = z.object({
  /** A slug, the beginning of one such as `nyc`, or nothing for any. */
  region: z.string().toLowerCase().default(""),
  size: z.string(),
  image: z.union([z.string(), z.number()]),
  ssh_keys: z
    .array(z.union([z.string(), z.number()]))
    .nullish()
    .transform((keys) => keys ?? []),
  backups: z.boolean().default(false),
  backup_policy: policyRequest.exactOptional(),
  ipv6: z.boolean().default(false),
  monitoring: z.boolean().default(false),
  // Of old; every Droplet is in a VPC.
  private_networking: z.boolean().exactOptional(),
  tags: tagNames,
  // Checked and thrown away: the API never shows it.
  user_data: z
    .string()
    .refine((text) => Buffer.byteLength(text) <= mostUserData, "User data is longer than 64 KiB")
    .exactOptional(),
  volumes: z
    .array(z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]))
    .nullish()
    .transform((volumes) => volumes ?? []),
  vpc_uuid: z.string().default(""),
  with_droplet_agent: z.boolean().default(true),
  public_networking: z.boolean().default(true),
});

export type DropletParts = z.infer<typeof dropletParts>;

/** What the parts of a Droplet stand for, all of it there. */
interface Resolved {
  readonly region: string;
  readonly size: SizeAnswer;
  readonly image: Image;
  readonly vpc: Vpc;
  readonly volumes: readonly Volume[];
}

/** Creates Droplets that differ in their names alone: all of them, or none. */
export function createDroplets(
  cloud: Cloud,
  account: Account,
  names: readonly string[],
  parts: DropletParts,
  pool?: string,
): readonly { readonly droplet: Droplet; readonly action: Action }[] {
  const resolved = resolve(cloud, account, parts);
  if (dropletTable.of(account).size + names.length > limitsOf(account).droplets) {
    throw unprocessable("creating this/these droplet(s) will exceed your droplet limit");
  }
  if (names.length > roomIn(account, resolved.vpc)) throw unprocessable("The VPC has no available addresses.");
  if (names.length > 1 && resolved.volumes.length > 0) {
    throw unprocessable("volumes cannot be attached to more than one Droplet");
  }
  return names.map((name) => {
    const droplet = create(cloud, account, name, parts, resolved, pool);
    for (const volume of resolved.volumes) {
      volumeTable.of(account).put(volume.id, { ...volume, droplet_ids: [droplet.id] });
    }
    const action = beginAction(cloud, account, "droplet.create", {
      type: "create",
      resourceType: "droplet",
      resourceId: droplet.id,
      region: droplet.region,
      subject: dropletSubject(droplet.id),
    });
    return { droplet, action };
  });
}

function create(
  cloud: Cloud,
  account: Account,
  name: string,
  parts: DropletParts,
  { region, size, image, vpc }: Resolved,
  pool: string | undefined,
): Droplet {
  const id = cloud.ids.number();
  const policy = parts.backups ? (parts.backup_policy ?? defaultPolicy) : undefined;
  return dropletTable.of(account).put(id, {
    id,
    name,
    status: "new",
    created_at: cloud.clock.stamp,
    size: size.slug,
    disk: size.disk,
    region,
    image,
    vpc_uuid: vpc.id,
    networks: {
      v4: [...(parts.public_networking ? [publicNetwork(account)] : []), privateNetwork(account, vpc)],
      v6: parts.ipv6 ? [ipv6Network(id)] : [],
    },
    features: [
      ...(parts.backups ? ["backups"] : []),
      ...(parts.ipv6 ? ["ipv6"] : []),
      ...(parts.monitoring ? ["monitoring"] : []),
      ...(parts.with_droplet_agent ? ["droplet_agent"] : []),
      "private_networking",
    ],
    ...(policy === undefined ? {} : scheduled(cloud, policy)),
    tags: ensureTags(account, parts.tags),
    ...(pool === undefined ? {} : { pool }),
  });
}

/** Looks up all that the parts name, and refuses what is not there or does not go together. */
function resolve(cloud: Cloud, account: Account, parts: DropletParts): Resolved {
  const region = [...allRegions.values()].find(
    ({ slug, available }) => available && slug.startsWith(parts.region),
  )?.slug;
  if (region === undefined) throw unprocessable("You specified an invalid region for Droplet creation.");
  const size = allSizes.get(parts.size);
  if (size === undefined) throw unprocessable("You specified an invalid size for Droplet creation.");
  if (!size.regions.includes(region) || isTooLarge(account, size)) {
    throw unprocessable("Size is not available in this region.");
  }
  const image = findImage(account, parts.image);
  if (image === undefined || image.status !== "available") {
    throw unprocessable("You specified an invalid image for Droplet creation.");
  }
  if (!image.regions.includes(region)) throw unprocessable("Image is not available in this region.");
  if (image.min_disk_size > size.disk) throw unprocessable("This size has too small a disk for the image.");
  const unknownKeys = parts.ssh_keys.filter((key) => findSshKey(account, key) === undefined);
  if (unknownKeys.length > 0) {
    throw unprocessable(`${unknownKeys.join(", ")} are invalid key identifiers for Droplet creation.`);
  }
  if (parts.backup_policy !== undefined && !parts.backups) {
    throw unprocessable("backup_policy can only be set when backups are enabled");
  }
  if (parts.ipv6 && !parts.public_networking) throw unprocessable("IPv6 requires public networking.");
  return {
    region,
    size,
    image,
    vpc: vpcOf(cloud, account, parts, region),
    volumes: volumesFor(account, parts, region),
  };
}

/** True for a size that is beyond the limits of the account. */
function isTooLarge(account: Account, { slug, price_monthly }: SizeAnswer): boolean {
  const { largest } = limitsOf(account);
  return largest !== undefined && price_monthly > (slug.startsWith("s-") ? largest.shared : largest.dedicated);
}

function vpcOf(cloud: Cloud, account: Account, { vpc_uuid }: DropletParts, region: string): Vpc {
  if (vpc_uuid === "") return defaultVpc(cloud, account, region);
  const vpc = vpcTable.of(account).get(vpc_uuid);
  if (vpc === undefined) throw unprocessable("You specified an invalid VPC for Droplet creation.");
  if (vpc.region !== region) throw unprocessable("The VPC is not in the region of the Droplet.");
  return vpc;
}

function volumesFor(account: Account, { volumes }: DropletParts, region: string): readonly Volume[] {
  return volumes.map((id) => {
    const volume = volumeTable.of(account).get(id);
    if (volume === undefined) throw unprocessable(`volume ${id} was not found`);
    if (volume.region !== region) throw unprocessable(`volume ${id} is not in the region of the Droplet`);
    if (volume.droplet_ids.length > 0) throw unprocessable(`volume ${id} is already attached to a Droplet`);
    return volume;
  });
}
