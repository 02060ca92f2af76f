import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import { describes, keyOf } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const peering = z.object({
  id: z.string(),
  name: z.string(),
  /** Two. */
  vpc_ids: z.array(z.string()),
  status: z.enum(["PROVISIONING", "ACTIVE", "DELETING"]),
  created_at: stampSchema,
});

/** What joins two VPCs. */
export type Peering = z.infer<typeof peering>;

export const peeringTable = tableOf("vpc_peerings", peering);

describes(peeringTable, {
  kind: "VpcPeering",
  product: "VPC Peerings",
  path: "/v2/vpc_peerings",
  read: ({ id, name, status, vpc_ids, created_at }) => ({
    id,
    name,
    status: status.toLowerCase(),
    targets: vpc_ids.map((vpc) => keyOf("Vpc", vpc)),
    since: created_at,
    inputs: {},
  }),
});

/** The peerings of a VPC. */
export function peeringsOf(account: Account, vpc: string): readonly Peering[] {
  return peeringTable.of(account).filter(({ vpc_ids }) => vpc_ids.includes(vpc));
}
