import type { Account } from "../../state/account.ts";
import { resourcesOf } from "../../state/resource.ts";
import { costOf } from "./cost.ts";

/** What an account pays for one thing that it has. */
export interface Charge {
  /** As an invoice groups it: `Droplets`. */
  readonly product: string;
  /** Of the resource; empty for what is paid once. */
  readonly id: string;
  readonly description: string;
  /** USD. */
  readonly monthly: number;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** What an account pays for what it has now. What it has deleted is forgotten, and no longer charged. */
export function chargesOf(account: Account): readonly Charge[] {
  return costOf(resourcesOf(account)).costs.map(({ resource, name, monthly, since }) => ({
    product: resource?.product ?? name,
    id: resource?.id ?? "",
    description: resource?.detail === undefined ? name : `${name} (${resource.detail})`,
    monthly,
    since: Date.parse(since),
  }));
}
