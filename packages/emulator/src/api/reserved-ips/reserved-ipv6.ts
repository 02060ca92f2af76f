import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { dropletKey } from "../droplets/droplet.ts";

const reservedIpv6 = z.object({
  ip: z.string(),
  region_slug: z.string(),
  reserved_at: stampSchema,
  /** Id of the Droplet that it is assigned to. */
  droplet: z.number().nullable(),
});

/** A public IPv6 address that is kept, by itself. */
export type ReservedIpv6 = z.infer<typeof reservedIpv6>;

export const reservedIpv6Table = tableOf("reservedIpv6s", reservedIpv6);

describes(reservedIpv6Table, {
  kind: "ReservedIpv6",
  product: "Reserved IPs",
  path: "/v2/reserved_ipv6",
  read: ({ ip, region_slug, reserved_at, droplet }) => ({
    id: ip,
    name: ip,
    region: region_slug,
    targets: droplet === null ? [] : [dropletKey(droplet)],
    since: reserved_at,
    inputs: {},
  }),
});

/** A reserved IPv6 as transitions name it. */
export const reservedIpv6Subject = (ip: string) => `reserved_ipv6:${ip}`;
