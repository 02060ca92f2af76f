import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import { describes, ownTags } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

/** An image, public or of an account. */
export const imageSchema = z.object({
  id: z.number(),
  name: z.string(),
  type: z.enum(["base", "snapshot", "backup", "custom", "admin"]),
  distribution: z.string(),
  slug: z.string().nullable(),
  public: z.boolean(),
  regions: z.array(z.string()).readonly(),
  created_at: stampSchema,
  /** GB that a Droplet's disk must have. */
  min_disk_size: z.number(),
  size_gigabytes: z.number(),
  description: z.string(),
  tags: z.array(z.string()),
  status: z.enum(["NEW", "available", "pending", "deleted", "retired"]),
  /** The Droplet that it was taken of. Not answered. */
  droplet: z.number().exactOptional(),
});

export type Image = z.infer<typeof imageSchema>;

/** The images of an account: snapshots and backups of Droplets, and custom images. */
export const imageTable = tableOf("images", imageSchema);

describes(imageTable, {
  kind: "CustomImage",
  product: "Images",
  path: "/v2/images",
  tags: ownTags("images", "image"),
  read: ({ id, name, regions: [region], status, type, size_gigabytes, created_at }) =>
    // A backup is paid for with its Droplet.
    type === "backup"
      ? undefined
      : {
          id,
          name,
          detail: `${size_gigabytes} GB`,
          region,
          status,
          since: created_at,
          inputs: { sizeGigabytes: size_gigabytes },
        },
});

/** An image as the API answers with it. */
export function imageAnswer({ droplet, ...row }: Image) {
  return row;
}

/** What was taken of a Droplet, oldest first. */
export function imagesOf(account: Account, droplet: number, type: "snapshot" | "backup"): readonly Image[] {
  return imageTable.of(account).filter((image) => image.droplet === droplet && image.type === type);
}
