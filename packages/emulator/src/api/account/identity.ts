import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";

/** What an account is called across the API, such as by the projects that it owns. */
export function accountUuid(cloud: Cloud, { id }: Account): string {
  return cloud.ids.derive(`account ${id}`).slice(0, 32);
}

/** The team that owns an account. */
export function teamUuid(cloud: Cloud, { id }: Account): string {
  return cloud.ids.derive(`team ${id}`).slice(0, 32);
}
