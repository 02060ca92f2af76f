import type { Client } from "@infrafabric/connect";
import { auditSections, liveAccount, readInventory, readSecurityScan, readSpend } from "@infrafabric/connect/internal";
import { kinds } from "@infrafabric/governor/internal";
import type { Subject } from "../judge.ts";
import { UsageError } from "../usage-error.ts";
import type { AccountSource } from "./account-source.ts";

/** An image of this age is waste, unless something was made from it. */
const snapshotDays = 90;

/** Of a clock that is set by the network, no more is expected. */
const mostSkewSeconds = 300;

/** What is said of a clock of this machine that is wrong, if it is. */
export function clockProblem(skewSeconds: number): string | undefined {
  if (Math.abs(skewSeconds) <= mostSkewSeconds) return undefined;
  const minutes = Math.round(Math.abs(skewSeconds) / 60);
  const words = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return `the clock of this machine is ${words} ${skewSeconds > 0 ? "behind" : "ahead of"} the API's: set it, as expiry dates of exemptions follow it`;
}

/** An account that was read. */
export interface AccountSubject extends Subject {
  /** The same for every token of its team; undefined if the token may not see it. */
  readonly identity: string | undefined;
}

/**
 * Reads an account for the rules.
 *
 * @throws ConnectError if it cannot be read, UsageError if it shows nothing.
 */
export async function readAccount(
  { name, stacks, spaces }: Pick<AccountSource, "name" | "stacks" | "spaces">,
  client: Client,
  onProgress: (objects: number) => void,
): Promise<AccountSubject> {
  const inventory = await readInventory(client, { ...(name === undefined ? {} : { name }), spaces, onProgress });
  const { account, records } = inventory;
  const [scan, spend] = await Promise.all([readSecurityScan(client), readSpend(client, account.teamUuid)]);
  const isScanned = scan === undefined || "findings" in scan;
  const unread = isScanned ? inventory.unread : [...inventory.unread, { ...scan, kinds: [] }];
  const origin = `the account ${name ?? account.team ?? account.uuid ?? "of the token"}`;
  if (records.length === 0)
    throw new UsageError(
      [`${origin} shows no resource`, ...unread.map(({ path, reason }) => `${path}: ${reason}`)].join("\n          "),
    );
  const live = liveAccount(inventory, origin);
  const now = new Date(Date.now() + client.clockSkewSeconds * 1000);
  const liveKinds = new Set(kinds.filter((kind) => kind.live !== undefined).map((kind) => kind.name));
  const facts = {
    ...{ account: live, stacks, liveKinds, limits: account.limits, unread, now, snapshotDays },
    ...{ scan: isScanned ? scan : undefined, spend },
  };
  return {
    origin,
    identity: account.teamUuid ?? account.uuid,
    view: () => live.stack,
    sections: (settings) => auditSections(facts, settings),
  };
}

/** What it takes besides the scopes of the kinds. */
const ofAccount = ["account:read", "billing:read", "security:read"];

/** The scopes that it takes to read an account. */
export function readingScopes(): readonly string[] {
  const ofKinds = kinds.filter(({ live }) => live !== undefined).flatMap(({ scopes }) => scopes);
  return [...new Set([...ofAccount, ...ofKinds.filter((scope) => scope.endsWith(":read"))])].sort();
}
