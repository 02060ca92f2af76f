import type { Account } from "../../state/account.ts";
import type { Cloud } from "../../state/cloud.ts";
import { actionTable } from "../actions/action.ts";
import { type Volume, volumeSubject } from "./volume.ts";

/** True while a volume is attached, detached or resized. What locks the Droplet meanwhile is found by its action. */
export function isPending(cloud: Cloud, account: Account, { id }: Volume): boolean {
  const actions = actionTable.of(account);
  return cloud.transitions
    .pending(account)
    .some(({ action }) => action !== undefined && actions.get(action)?.subject === volumeSubject(id));
}
