import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { tableOf } from "../../state/table.ts";

const endpoint = z.object({
  id: z.string(),
  /** Host of a Space. */
  origin: z.string(),
  endpoint: z.string(),
  /** Seconds. */
  ttl: z.number(),
  certificate_id: z.string().exactOptional(),
  custom_domain: z.string().exactOptional(),
  created_at: stampSchema,
});

/** A CDN endpoint in front of a Space. */
export type Endpoint = z.infer<typeof endpoint>;

export const endpointTable = tableOf("cdn_endpoints", endpoint);
