import * as z from "zod";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { listOf } from "../list.ts";
import { notificationsSchema } from "../notifications.ts";

/** What a request says of a policy; clients send null for none. */
export const policyParts = z.object({
  alerts: notificationsSchema,
  compare: z.enum(["GreaterThan", "LessThan"]),
  description: z.string(),
  enabled: z
    .boolean()
    .nullish()
    .transform((enabled) => enabled ?? true),
  /** Ids; with no tags either, the policy is about all that the account has. */
  entities: listOf(z.string()),
  tags: listOf(z.string()),
  type: z.string(),
  value: z.number(),
  window: z.enum(["5m", "10m", "30m", "1h"]),
});

const policy = policyParts.extend({ uuid: z.string() });

/** When somebody is told of a measure. */
export type AlertPolicy = z.infer<typeof policy>;

export const policyTable = tableOf("alert_policies", policy);

belongsTo("the account", policyTable);
