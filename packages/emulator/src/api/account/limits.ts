import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const limits = z.object({
  droplets: z.number(),
  reservedIps: z.number(),
  volumes: z.number(),
  /** USD per month of the largest size, with shared CPUs and with dedicated ones; none: every size. */
  largest: z.object({ shared: z.number(), dedicated: z.number() }).exactOptional(),
});

/** What an account may have. */
export type Limits = z.infer<typeof limits>;

/**
 * The limits of the tiers through which DigitalOcean raises an account as it pays. Droplets and sizes: its docs, resource
 * limits (30 Sep 2026); the ten reserved IPs of tier 2 were seen on one account; the other numbers are assumed.
 */
export const tiers = {
  1: { droplets: 3, reservedIps: 3, volumes: 10, largest: { shared: 48, dedicated: 48 } },
  2: { droplets: 10, reservedIps: 10, volumes: 20, largest: { shared: 56, dedicated: 84 } },
  3: { droplets: 100, reservedIps: 100, volumes: 100 },
} satisfies Record<number, Limits>;

/** The limits that an account was given, in one row. */
const limitsTable = tableOf("limits", limits);

belongsTo("the account", limitsTable);
const row = "limits";

const given = new WeakMap<Account, Limits>();

/** The limits of an account: those of the top tier until it is given others. */
export function limitsOf(account: Account): Limits {
  return limitsTable.of(account).get(row) ?? given.get(account) ?? tiers[3];
}

/** Gives an account other limits than those of the top tier, which no file keeps and `setLimits` goes before. */
export function setDefaultLimits(account: Account, limits: Partial<Limits>): void {
  given.set(account, { ...tiers[3], ...limits });
}

/** Gives an account other limits, such as `tiers[1]`. What it has already stays. */
export function setLimits(account: Account, limits: Limits): void {
  limitsTable.of(account).put(row, limits);
}
