import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { unprocessable } from "../errors.ts";
import { allRegions } from "../regions/region.ts";
import { defaultVpc, type Vpc, vpcTable } from "./vpc.ts";

/** The VPC that something in a region is put into: the one that was asked for, or the region's default. */
export function vpcFor(cloud: Cloud, account: Account, region: string, id: string): Vpc {
  if (allRegions.get(region)?.available !== true)
    throw unprocessable(`${region} is not an available region for this resource`);
  const vpc = id === "" ? defaultVpc(cloud, account, region) : vpcTable.of(account).get(id);
  if (vpc === undefined || vpc.region !== region) throw unprocessable(`there is no VPC ${id} in ${region}`);
  return vpc;
}
