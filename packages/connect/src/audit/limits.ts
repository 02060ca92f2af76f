import type { StackView } from "@infrafabric/governor";
import {
  amountOf,
  type Countable,
  accountLimits as countedLimits,
  kindNamed,
  numbered,
} from "@infrafabric/governor/internal";
import type { Limits } from "../inventory/limits.ts";

/** What DigitalOcean lets an account have of something, and how much of it there is. */
export interface AccountLimit {
  /** Name in the API, such as `droplet_limit`. */
  readonly id: string;
  readonly what: Countable;
  readonly limit: number;
  /** Pools count at their maximum. */
  readonly used: number;
  /** True if there may be more: something could not be read, or nobody knows how many a pool counts as. */
  readonly isLeast: boolean;
}

/** The limits with what counts toward them, as the quotas of a stack count it. */
export function accountLimits(limits: Limits, { resources, unread }: StackView): readonly AccountLimit[] {
  const { floating_ip_limit: floating, reserved_ip_limit: reserved = floating, ...others } = limits;
  const told: Limits = { ...others, reserved_ip_limit: reserved };
  return countedLimits.flatMap(({ id, ...what }): readonly AccountLimit[] => {
    const limit = told[id];
    if (limit === undefined) return [];
    const amounts = resources.flatMap((one) =>
      one.managed && one.kind !== undefined && what.counts(one.kind) ? [amountOf(one)] : [],
    );
    const used = amounts.reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
    const isUnread = [...unread.keys()].some((name) => isOf(name, what));
    return [{ id, what, limit, used, isLeast: isUnread || amounts.includes(undefined) }];
  });
}

function isOf(name: string, { counts }: Countable): boolean {
  const kind = kindNamed(name);
  return kind !== undefined && counts(kind);
}

/** `3 of 25 Droplets`, `at least 3 of 25 Droplets`. */
export function usedWords({ what, limit, used, isLeast }: AccountLimit): string {
  return `${isLeast ? "at least " : ""}${used} of ${numbered(what, limit)}`;
}
