import { parseAddresses, vpcRangeProblem } from "@infrafabric/governor/internal";
import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampSchema } from "../../state/clock.ts";
import type { Cloud } from "../../state/cloud.ts";
import { describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { urnOf } from "../../state/urn.ts";
import { unprocessable } from "../errors.ts";

export const vpcName = z.string().regex(/^[a-zA-Z0-9.-]+$/, "Name is invalid");

const vpc = z.object({
  id: z.string(),
  urn: z.string(),
  name: z.string(),
  description: z.string(),
  region: z.string(),
  ip_range: z.string(),
  default: z.boolean(),
  created_at: stampSchema,
});

export type Vpc = z.infer<typeof vpc>;

export const vpcTable = tableOf("vpcs", vpc);

describes(vpcTable, {
  kind: "Vpc",
  product: "VPCs",
  path: "/v2/vpcs",
  read: ({ id, name, region, created_at }) => ({ id, name, region, since: created_at, inputs: {} }),
});

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
      ip_range: parts.ipRange ?? freeRange(account, parts.region),
      default: parts.isDefault ?? false,
      created_at: cloud.clock.stamp,
    },
  ];
}

/** A /20 that overlaps no VPC of the account, nor what DigitalOcean keeps for itself. */
function freeRange(account: Account, region: string): string {
  const taken = new Set<number>();
  for (const { ip_range } of vpcTable.of(account).all()) {
    const range = parseAddresses(ip_range);
    if (range === undefined) continue;
    for (let block = blockOf(range.first); block <= blockOf(range.last); block += 1) taken.add(block);
  }
  for (let second = 100; second < 256; second += 1) {
    for (let third = 0; third < 256; third += 16) {
      const text = `10.${second}.${third}.0/20`;
      const range = parseAddresses(text);
      if (range === undefined || taken.has(blockOf(range.first))) continue;
      if (vpcRangeProblem(range, region) === undefined) return text;
    }
  }
  throw unprocessable("no address range is available for another VPC");
}

/** Which /20 of all there are an address stands in. */
function blockOf(address: bigint): number {
  return Number(address >> 12n);
}
