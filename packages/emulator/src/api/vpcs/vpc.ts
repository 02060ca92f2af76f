import * as z from "zod";
import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { tableOf } from "../../state/table.ts";
import { urnOf } from "../urn.ts";

const vpc = z.object({
  id: z.string(),
  urn: z.string(),
  name: z.string(),
  description: z.string(),
  region: z.string(),
  ip_range: z.string(),
  default: z.boolean(),
  created_at: z.string(),
});

export type Vpc = z.infer<typeof vpc>;

export const vpcTable = tableOf("vpcs", vpc);

/** The VPC of a region that everything without another lands in; made when it is first needed, and never deleted. */
export function defaultVpc(cloud: Cloud, account: Account, region: string): Vpc {
  const table = vpcTable.of(account);
  const known = table.find((one) => one.default && one.region === region);
  return (
    known ?? table.put(...row(cloud, account, { name: `default-${region}`, region, description: "", isDefault: true }))
  );
}

/** What a VPC is made from. */
interface VpcParts {
  readonly name: string;
  readonly region: string;
  readonly description: string;
  readonly ipRange?: string;
  readonly isDefault?: boolean;
}

/** A new VPC with its id. */
export function row(cloud: Cloud, account: Account, parts: VpcParts): [string, Vpc] {
  const id = cloud.ids.uuid();
  return [
    id,
    {
      id,
      urn: urnOf("vpc", id),
      name: parts.name,
      description: parts.description,
      region: parts.region,
      ip_range: parts.ipRange ?? freeRange(account),
      default: parts.isDefault ?? false,
      created_at: cloud.clock.stamp,
    },
  ];
}

/** A /20 that no VPC of the account has yet. */
function freeRange(account: Account): string {
  const taken = new Set(
    vpcTable
      .of(account)
      .all()
      .map(({ ip_range }) => ip_range),
  );
  for (let index = 0; ; index += 1) {
    const range = `10.${100 + Math.floor(index / 16)}.${(index % 16) * 16}.0/20`;
    if (!taken.has(range)) return range;
  }
}
