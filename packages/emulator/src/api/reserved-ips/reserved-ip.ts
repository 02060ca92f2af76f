import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { dropletKey } from "../droplets/droplet.ts";
import { isOfGateway } from "../nat-gateways/nat-gateway.ts";

const reservedIp = z.object({
  ip: z.string(),
  /** Slug. */
  region: z.string(),
  /** Id of the Droplet that it is assigned to. */
  droplet: z.number().nullable(),
  /** When it was reserved, assigned or unassigned last: unassigned, it is paid for. Not answered. */
  since: stampSchema,
});

/** A public address that is kept, by itself. */
export type ReservedIp = z.infer<typeof reservedIp>;

export const reservedIpTable = tableOf("reservedIps", reservedIp);

describes(reservedIpTable, {
  kind: "ReservedIp",
  product: "Reserved IPs",
  urn: "floatingip",
  path: "/v2/floating_ips",
  read: ({ ip, region, droplet, since }, account) => ({
    id: ip,
    name: ip,
    region,
    targets: droplet === null ? [] : [dropletKey(droplet)],
    since,
    // Held by a gateway it is as free as held by a Droplet.
    inputs: { region, ...(droplet !== null || isOfGateway(account, ip) ? { dropletId: droplet ?? 0 } : {}) },
  }),
});

/** A reserved IP as transitions name it. */
export const reservedIpSubject = (ip: string) => `reserved_ip:${ip}`;
