import type { Design } from "../component/design";
import type { GovernedNetworkArgs } from "./governed-network-args";

/** What a network is planned from. */
export type NetworkDesign = Design<GovernedNetworkArgs>;
