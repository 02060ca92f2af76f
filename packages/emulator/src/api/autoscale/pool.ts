import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo, describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { dropletName, dropletParts } from "../droplets/create-droplets.ts";
import { type Droplet, dropletKey, dropletTable } from "../droplets/droplet.ts";
import { tagNames } from "../tags/tag.ts";

// Strict: a number excludes bounds.
const fixedSize = z.strictObject({ target_number_instances: z.number().int().min(1).max(1000) });

const share = z.number().min(0.05).max(1);
const range = z
  .strictObject({
    min_instances: z.number().int().min(1).max(500),
    max_instances: z.number().int().min(1).max(1000),
    target_cpu_utilization: share.exactOptional(),
    target_memory_utilization: share.exactOptional(),
    cooldown_minutes: z.number().int().min(5).max(20).exactOptional(),
  })
  .refine(({ min_instances, max_instances }) => min_instances <= max_instances, "min_instances is above max_instances");

/** How many Droplets a pool has: a number, or a range that load decides in. */
export const poolConfig = z.union([fixedSize, range]);

/** What the Droplets of a pool are made from. */
export const poolTemplate = z.object({
  name: dropletName.exactOptional(),
  region: z.string(),
  size: z.string(),
  image: z.string(),
  ssh_keys: z.array(z.string()),
  tags: tagNames,
  vpc_uuid: z.string().min(1).exactOptional(),
  with_droplet_agent: z.boolean().exactOptional(),
  project_id: z.string().min(1).exactOptional(),
  ipv6: z.boolean().exactOptional(),
  user_data: dropletParts.shape.user_data,
  public_networking: z
    .boolean()
    .nullish()
    .transform((value) => value ?? true),
});

const pool = z.object({
  id: z.string(),
  name: z.string(),
  config: poolConfig,
  droplet_template: poolTemplate,
  created_at: stampSchema,
  updated_at: stampSchema,
});

/** Droplets that are made and unmade to a number. They know their pool, not the other way round. */
export type Pool = z.infer<typeof pool>;

export const poolTable = tableOf("autoscalePools", pool);

const event = z.object({
  history_event_id: z.string(),
  /** Not answered. */
  pool: z.string(),
  current_instance_count: z.number(),
  desired_instance_count: z.number(),
  reason: z.enum(["CONFIGURATION_CHANGE", "SCALE_UP", "SCALE_DOWN"]),
  status: z.enum(["in_progress", "success", "error"]),
  created_at: stampSchema,
  updated_at: stampSchema,
});

/** What a pool has done to itself. */
export const poolEventTable = tableOf("autoscaleEvents", event);

describes(poolTable, {
  kind: "DropletAutoscale",
  product: "Droplets",
  path: "/v2/droplets/autoscale",
  // Its members are Droplets, which are paid for as such.
  read: ({ id, name, droplet_template: { region, vpc_uuid }, created_at }, account) => ({
    id,
    name,
    region,
    vpcs: [vpc_uuid],
    targets: poolMembers(account, id).map((droplet) => dropletKey(droplet.id)),
    since: created_at,
  }),
});
belongsTo("DropletAutoscale", poolEventTable);

/** The Droplets of a pool, oldest first. */
export function poolMembers(account: Account, pool: string): readonly Droplet[] {
  return dropletTable.of(account).filter((droplet) => droplet.pool === pool);
}
