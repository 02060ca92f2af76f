import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes, keyOf, ownTags } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const volumeSnapshot = z.object({
  id: z.string(),
  name: z.string(),
  created_at: stampSchema,
  regions: z.array(z.string()),
  min_disk_size: z.number(),
  size_gigabytes: z.number(),
  resource_id: z.string(),
  resource_type: z.literal("volume"),
  tags: z.array(z.string()),
});

/** A snapshot of a volume. */
export type VolumeSnapshot = z.infer<typeof volumeSnapshot>;

export const volumeSnapshotTable = tableOf("volumeSnapshots", volumeSnapshot);

describes(volumeSnapshotTable, {
  kind: "VolumeSnapshot",
  product: "Snapshots",
  path: "/v2/snapshots",
  tags: ownTags("volume_snapshots", "volume_snapshot"),
  read: ({ id, name, regions: [region], size_gigabytes, resource_id, created_at }) => ({
    id,
    name,
    detail: `${size_gigabytes} GB`,
    region,
    targets: [keyOf("Volume", resource_id)],
    since: created_at,
    inputs: { size: size_gigabytes },
  }),
});
