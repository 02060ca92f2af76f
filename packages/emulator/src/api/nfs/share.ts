import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

/** As requests name it. Answers have it in capitals. */
export const performanceTier = z.enum(["standard", "high"]);

const share = z.object({
  id: z.string(),
  name: z.string(),
  size_gib: z.number(),
  region: z.string(),
  status: z.enum(["CREATING", "ACTIVE"]),
  vpc_ids: z.array(z.string()),
  performance_tier: performanceTier,
  host: z.string(),
  mount_path: z.string(),
  created_at: stampSchema,
});

/** Files that the Droplets of VPCs mount. */
export type Share = z.infer<typeof share>;

export const shareTable = tableOf("nfs_shares", share);

describes(shareTable, {
  kind: "Nfs",
  product: "Network File Storage",
  path: "/v2/nfs",
  read: ({ id, name, size_gib, region, status, vpc_ids, performance_tier, host, created_at }) => ({
    id,
    name,
    detail: `${size_gib} GiB, ${performance_tier}`,
    region,
    status: status.toLowerCase(),
    vpcs: vpc_ids,
    addresses: [host],
    since: created_at,
    inputs: { size: size_gib, performanceTier: performance_tier },
  }),
});

/** A share as transitions name it. */
export const shareSubject = (id: string) => `nfs:${id}`;
