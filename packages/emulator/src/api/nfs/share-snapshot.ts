import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes, keyOf } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const shareSnapshot = z.object({
  id: z.string(),
  name: z.string(),
  size_gib: z.number(),
  region: z.string(),
  status: z.enum(["CREATING", "ACTIVE"]),
  created_at: stampSchema,
  share_id: z.string(),
});

/** A snapshot of a share, which outlives it. */
export type ShareSnapshot = z.infer<typeof shareSnapshot>;

export const shareSnapshotTable = tableOf("nfs_snapshots", shareSnapshot);

describes(shareSnapshotTable, {
  kind: "NfsSnapshot",
  product: "Network File Storage",
  path: "/v2/nfs/snapshots",
  read: ({ id, name, size_gib, region, status, share_id, created_at }) => ({
    id,
    name,
    detail: `${size_gib} GiB`,
    region,
    status: status.toLowerCase(),
    targets: [keyOf("Nfs", share_id)],
    since: created_at,
    inputs: { size: size_gib },
  }),
});

/** A snapshot as transitions name it. */
export const shareSnapshotSubject = (id: string) => `nfs_snapshot:${id}`;
