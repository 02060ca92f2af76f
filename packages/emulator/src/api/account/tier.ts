import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { tableOf } from "../../state/table.ts";

/** What an account of a tier may have. */
interface Tier {
  readonly droplets: number;
  readonly reservedIps: number;
  readonly volumes: number;
  /** USD per month of the largest size. */
  readonly size: number;
}

/**
 * Tiers as DigitalOcean raises them with what an account has paid. Droplets and sizes: its docs, resource limits (30 Sep
 * 2026); the ten reserved IPs of tier 2 were seen once; the other numbers are assumed.
 */
const tiers = {
  1: { droplets: 3, reservedIps: 3, volumes: 10, size: 48 },
  2: { droplets: 10, reservedIps: 10, volumes: 20, size: 84 },
  3: { droplets: 100, reservedIps: 100, volumes: 100, size: Number.POSITIVE_INFINITY },
} satisfies Record<number, Tier>;

const tierNumber = z.union([z.literal(1), z.literal(2), z.literal(3)]);

/** An account's tier is a table of one row. */
const tierTable = tableOf("tier", tierNumber);

const row = "tier";

/** The limits of an account; an account is of the top tier until it is said otherwise. */
export function tierOf(account: Account): Tier {
  return tiers[tierTable.of(account).get(row) ?? 3];
}

/** Puts an account into another tier. What it has stays. */
export function setTier(account: Account, tier: z.infer<typeof tierNumber>): void {
  tierTable.of(account).put(row, tier);
}
