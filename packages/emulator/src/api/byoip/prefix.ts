import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const prefix = z.object({
  /** Answered as `uuid`. */
  id: z.string(),
  /** In CIDR notation. */
  prefix: z.string(),
  region: z.string(),
  status: z.enum(["in_progress", "active"]),
  advertised: z.boolean(),
  project_id: z.string(),
  /** Not answered. */
  created_at: stampSchema,
});

/** Addresses that somebody brings along. */
export type Prefix = z.infer<typeof prefix>;

export const prefixTable = tableOf("byoip_prefixes", prefix);

describes(prefixTable, {
  kind: "ByoipPrefix",
  product: "BYOIP Prefixes",
  path: "/v2/byoip_prefixes",
  read: ({ id, prefix: name, region, status, created_at }) => ({
    ...{ id, name, region, status },
    ...{ since: created_at, inputs: { region } },
  }),
});

/** A prefix as transitions name it. */
export const prefixSubject = (id: string) => `byoip_prefix:${id}`;
