import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import { describes, ownTags } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { dropletKey } from "../droplets/droplet.ts";
import { regionAnswer } from "../regions/region.ts";

const volume = z.object({
  id: z.string(),
  /** Slug. */
  region: z.string(),
  /** At most one. */
  droplet_ids: z.array(z.number()),
  name: z.string(),
  description: z.string(),
  size_gigabytes: z.number(),
  created_at: stampSchema,
  tags: z.array(z.string()),
  filesystem_type: z.string(),
  filesystem_label: z.string(),
});

export type Volume = z.infer<typeof volume>;

export const volumeTable = tableOf("volumes", volume);

describes(volumeTable, {
  kind: "Volume",
  product: "Volumes",
  urn: "volume",
  path: "/v2/volumes",
  tags: ownTags("volumes", "volume"),
  read: ({ id, name, region, size_gigabytes, droplet_ids, created_at }) => ({
    id,
    name,
    detail: `${size_gigabytes} GiB`,
    region,
    targets: droplet_ids.map(dropletKey),
    since: created_at,
    inputs: { size: size_gigabytes, region },
  }),
});

/** A volume as the API answers with it. */
export function volumeAnswer(row: Volume) {
  return { ...row, region: regionAnswer(row.region) };
}

/** The volumes that are attached to a Droplet. */
export function volumesOf(account: Account, droplet: number): readonly Volume[] {
  return volumeTable.of(account).filter(({ droplet_ids }) => droplet_ids.includes(droplet));
}

/** The largest volume, in GiB. */
export const mostGigabytes = 16_384;

/** A volume as transitions name it. */
export const volumeSubject = (id: string) => `volume:${id}`;
