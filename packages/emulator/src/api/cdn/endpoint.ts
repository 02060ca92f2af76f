import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes, keyOf } from "../../state/resource.ts";
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

describes(endpointTable, {
  kind: "Cdn",
  product: "CDN",
  path: "/v2/cdn/endpoints",
  read: ({ id, origin, endpoint, custom_domain, created_at }) => ({
    id,
    name: custom_domain ?? endpoint,
    targets: [keyOf("SpacesBucket", origin.split(".")[0] ?? "")],
    since: created_at,
    inputs: {},
  }),
});
