import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const subnet = z.object({
  id: z.string(),
  name: z.string(),
  /** Id of its VPC. */
  vpc: z.string(),
  ip_range: z.string(),
  created_at: stampSchema,
});

/** A part of a VPC that was cut out of it. */
export type Subnet = z.infer<typeof subnet>;

export const subnetTable = tableOf("vpc_subnets", subnet);

belongsTo("Vpc", subnetTable);

export function subnetsOf(account: Account, vpc: string): readonly Subnet[] {
  return subnetTable.of(account).filter((one) => one.vpc === vpc);
}

/** Whether a VPC has a subnet. The one that it has from the start has its id: the provider's own tests ask for it so. */
export function hasSubnet(account: Account, vpc: string, id: string): boolean {
  return id === vpc || subnetTable.of(account).get(id)?.vpc === vpc;
}
