import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { listOf } from "../list.ts";

const fields = z.object({
  name: z.string().min(1, "Name can't be blank"),
  type: z.enum(["ping", "http", "https"]),
  target: z.string().min(1, "Target can't be blank"),
  regions: listOf(z.enum(["us_east", "us_west", "eu_west", "se_asia"])).refine(
    (regions) => new Set(regions).size === regions.length,
    "Regions must be unique",
  ),
  enabled: z.boolean().default(true),
});

/** What a request says of a check. Only a ping takes a mere host. */
export const checkParts = fields.refine(({ type, target }) => type === "ping" || URL.canParse(target), {
  path: ["target"],
  message: "Target is not a valid URL",
});

const check = fields.extend({
  id: z.string(),
  /** Not answered. */
  created_at: stampSchema,
});

/** A check from outside whether something answers. */
export type Check = z.infer<typeof check>;

export const checkTable = tableOf("uptime_checks", check);

describes(checkTable, {
  kind: "UptimeCheck",
  product: "Uptime Checks",
  path: "/v2/uptime/checks",
  read: ({ id, name, created_at }) => ({ id, name, since: created_at, inputs: {} }),
});
