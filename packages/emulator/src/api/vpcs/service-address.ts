import type { Account } from "../../state/account.ts";
import { resourcesOf } from "../../state/resource.ts";
import { free, rangeOf } from "../droplets/networks.ts";
import type { Vpc } from "./vpc.ts";

/** An address of a VPC for what is no Droplet: Droplets take the addresses from its beginning, these from its middle. */
export function serviceAddress(account: Account, vpc: Vpc): string {
  const taken = new Set(resourcesOf(account).flatMap(({ addresses = [] }) => addresses));
  const { base, size } = rangeOf(vpc);
  return free(base + size / 2, size / 2, taken);
}
