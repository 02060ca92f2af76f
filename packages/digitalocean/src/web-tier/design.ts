import type { Design } from "../component/design";
import type { GovernedWebTierArgs } from "./governed-web-tier-args";

/** What a web tier is planned from. */
export type WebTierDesign = Design<GovernedWebTierArgs>;
