import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import type { Cloud } from "../../state/cloud.ts";
import { describes, keyOf, ownTags } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { unprocessable } from "../errors.ts";
import { imageSchema } from "../images/image.ts";
import { hasTag } from "../tags/tag.ts";

/** When backups are taken. */
export const backupPolicySchema = z.object({
  plan: z.enum(["daily", "weekly"]),
  weekday: z.enum(["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]).exactOptional(),
  /** UTC. */
  hour: z.number(),
});

export type BackupPolicy = z.infer<typeof backupPolicySchema>;

const droplet = z.object({
  id: z.number(),
  name: z.string(),
  status: z.enum(["new", "active", "off", "archive"]),
  created_at: stampSchema,
  /** Slug. */
  size: z.string(),
  /** GB; a resize without the disk leaves it behind the size's. */
  disk: z.number(),
  /** Slug. */
  region: z.string(),
  image: imageSchema,
  vpc_uuid: z.string(),
  /** As the network answers with them. */
  networks: z.object({
    v4: z.array(
      z.object({
        ip_address: z.string(),
        netmask: z.string(),
        /** A private network has none. */
        gateway: z.string().exactOptional(),
        type: z.enum(["public", "private"]),
      }),
    ),
    v6: z.array(
      z.object({ ip_address: z.string(), netmask: z.number(), gateway: z.string(), type: z.literal("public") }),
    ),
  }),
  /** `backups`, `ipv6`, `monitoring`, `private_networking`, `droplet_agent`. */
  features: z.array(z.string()),
  /** Undefined: no backups. */
  backup_policy: backupPolicySchema.exactOptional(),
  /** When the next window for a backup begins. */
  next_backup: z.string().exactOptional(),
  tags: z.array(z.string()),
  /** The autoscale pool that it is a member of. */
  pool: z.string().exactOptional(),
});

/** A Droplet. Its volumes, snapshots and backups know it, not the other way round. */
export type Droplet = z.infer<typeof droplet>;

export const dropletTable = tableOf("droplets", droplet);

describes(dropletTable, {
  kind: "Droplet",
  product: "Droplets",
  urn: "droplet",
  path: "/v2/droplets",
  tags: ownTags("droplets", "droplet"),
  read: ({ id, name, region, status, vpc_uuid, size, features, backup_policy, created_at }) => ({
    id,
    name,
    detail: size,
    region,
    status,
    vpcs: [vpc_uuid],
    since: created_at,
    inputs: { size, region, backups: features.includes("backups"), backupPolicy: backup_policy },
  }),
});

/** What the page calls a Droplet. */
export const dropletKey = (id: number): string => keyOf("Droplet", id);

/** The Droplets with a tag, however it is spelled. */
export function dropletsTagged(account: Account, tag: string): readonly Droplet[] {
  return dropletTable.of(account).filter(({ tags }) => hasTag(tags, tag));
}

/** A Droplet as transitions name it. */
export const dropletSubject = (id: number) => `droplet:${id}`;

/** Refuses what would be done to a Droplet while something else is. */
export function refuseBusy(cloud: Cloud, account: Account, { id }: Droplet): void {
  if (cloud.transitions.isBusy(account, dropletSubject(id)))
    throw unprocessable("Droplet already has a pending event.");
}

/** The address of one type; undefined where the Droplet has none. */
export function addressOf({ networks }: Droplet, type: "public" | "private"): string | undefined {
  return networks.v4.find((one) => one.type === type)?.ip_address;
}
