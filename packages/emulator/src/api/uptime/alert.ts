import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { notificationsSchema } from "../notifications.ts";

/** Clients send an empty text for what is not said. */
const optional = <T extends string>(values: readonly T[]) =>
  z
    .enum(values)
    .or(z.literal(""))
    .optional()
    .transform((value) => (value === "" ? undefined : value));

/** What a request says of an alert. */
export const alertParts = z.object({
  name: z.string().min(1, "Name can't be blank"),
  type: z.enum(["latency", "down", "down_global", "ssl_expiry"]),
  threshold: z.int().default(0),
  comparison: optional(["greater_than", "less_than"]),
  period: optional(["2m", "3m", "5m", "10m", "15m", "30m", "1h"]),
  notifications: notificationsSchema,
});

const alert = alertParts.extend({
  id: z.string(),
  /** Id of the check. Not answered. */
  check: z.string(),
});

/** Who hears of it when a check fails. */
export type Alert = z.infer<typeof alert>;

export const alertTable = tableOf("uptime_alerts", alert);

belongsTo("UptimeCheck", alertTable);

/** The alerts of a check. */
export function alertsOf(account: Account, check: string): readonly Alert[] {
  return alertTable.of(account).filter((one) => one.check === check);
}
