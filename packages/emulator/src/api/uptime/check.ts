import * as z from "zod";
import { tableOf } from "../../state/table.ts";
import { listOf } from "../list.ts";

/** What a request says of a check. */
export const checkParts = z.object({
  name: z.string().min(1, "Name can't be blank"),
  type: z.enum(["ping", "http", "https"]),
  target: z.string().min(1, "Target can't be blank"),
  regions: listOf(z.enum(["us_east", "us_west", "eu_west", "se_asia"])),
  enabled: z.boolean().default(true),
});

const check = checkParts.extend({
  id: z.string(),
  /** Not answered. */
  created_at: z.string(),
});

/** A check from outside whether something answers. */
export type Check = z.infer<typeof check>;

export const checkTable = tableOf("uptime_checks", check);
