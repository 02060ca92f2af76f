import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

/** Only this one is supported. */
const nobody = z.literal(65_534);

export const accessPolicy = z.object({
  anonuid: nobody,
  anongid: nobody,
  protocols: z.array(z.enum(["NFS4", "NFS"])),
  squash_config: z.enum(["NO_SQUASH", "ROOT_SQUASH", "ALL_SQUASH"]),
  identity_enforcement_enabled: z.boolean(),
});

const accessPoint = z.object({
  id: z.string(),
  name: z.string(),
  share_id: z.string(),
  path: z.string(),
  status: z.enum(["ACCESS_POINT_CREATING", "ACCESS_POINT_ACTIVE", "ACCESS_POINT_DELETED"]),
  access_policy: accessPolicy,
  created_at: stampSchema,
  updated_at: stampSchema,
  is_default: z.boolean(),
  /** The default one stands in those of the share. */
  vpc_id: z.string().exactOptional(),
});

/** A way into a share. One that is deleted stays to be looked at for as long as its share. */
export type AccessPoint = z.infer<typeof accessPoint>;

export const accessPointTable = tableOf("nfs_access_points", accessPoint);

belongsTo("Nfs", accessPointTable);

/** The access points of a share, the default first. */
export function accessPointsOf(account: Account, share: string): readonly AccessPoint[] {
  return accessPointTable.of(account).filter(({ share_id }) => share_id === share);
}

/** An access point as transitions name it. */
export const accessPointSubject = (id: string) => `nfs_access_point:${id}`;
