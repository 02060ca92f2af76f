import type { Design } from "../component/design";
import type { GlobalWebTierArgs } from "./global-web-tier-args";

/** What a global web tier is planned from. */
export type GlobalWebTierDesign = Design<GlobalWebTierArgs>;
