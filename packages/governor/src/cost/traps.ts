import { prices } from "../catalogue/prices";
import { usd } from "./money";
import type { Trap } from "./trap";

/** Traps of more than one kind. */
export const poweredOff: Trap = { words: "a powered-off Droplet is billed in full" };
export const outlives: Trap = {
  words: "snapshots and volumes are billed until they are deleted, also after their Droplet is gone",
};

/** Traps that follow from other facts of a kind, or from its price. */
export const commonTraps: readonly Trap[] = [
  {
    words: "billed by the second without a monthly cap: a month of 744 hours costs the most",
    has: (_, price) => price.state === "priced" && price.billing === "uncapped",
  },
  {
    words: `a reserved IPv4 address is free only while it is assigned, else it costs ${usd(prices.reservedIpUnassigned.usd)} a month`,
    has: ({ kind }, price) => kind?.reservedAddress === true && price.state === "priced",
  },
  {
    words: `Spaces costs ${usd(prices.spacesSubscription.usd)} once per team, not per bucket: set usage.spaces.subscription_active if another stack pays for it`,
    has: ({ kind }) => kind?.bucket === true,
  },
];
