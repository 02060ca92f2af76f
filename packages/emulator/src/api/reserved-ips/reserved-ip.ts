import * as z from "zod";
import { tableOf } from "../../state/table.ts";

const reservedIp = z.object({
  ip: z.string(),
  /** Slug. */
  region: z.string(),
  /** Id of the Droplet that it is assigned to. */
  droplet: z.number().nullable(),
});

/** A public address that is kept, by itself. */
export type ReservedIp = z.infer<typeof reservedIp>;

export const reservedIpTable = tableOf("reservedIps", reservedIp);

/** A reserved IP as transitions name it. */
export const reservedIpSubject = (ip: string) => `reserved_ip:${ip}`;
