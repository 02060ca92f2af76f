import * as z from "zod";

export const lifecycleRuleSchema = z.object({
  id: z.string(),
  prefix: z.string(),
  /** Whether the prefix stood in a filter: it comes back where it was. */
  isFiltered: z.boolean(),
  enabled: z.boolean(),
  expiration: z
    .object({
      days: z.number().exactOptional(),
      /** ISO 8601. */
      date: z.string().exactOptional(),
      /** Takes away a marker under which nothing is left. */
      markers: z.boolean().exactOptional(),
    })
    .exactOptional(),
  noncurrentDays: z.number().exactOptional(),
  abortDays: z.number().exactOptional(),
});

/** What goes by itself, and when. */
export type LifecycleRule = z.infer<typeof lifecycleRuleSchema>;
