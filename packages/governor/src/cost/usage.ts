import { spacesIncluded } from "../catalogue/prices";
import type { UsageAssumptions } from "./price";

/** The assumptions where `governor.yaml` makes none: what the Spaces subscription includes, paid by this stack. */
export const defaultUsage: UsageAssumptions = {
  spaces: {
    storage_gib: spacesIncluded.storageGib,
    outbound_gib: spacesIncluded.outboundGib,
    subscription_active: false,
  },
};
