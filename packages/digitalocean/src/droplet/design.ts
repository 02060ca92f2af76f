import type { Design } from "../component/design";
import type { GovernedDropletArgs } from "./governed-droplet-args";

/** What a GovernedDroplet is planned from. */
export type DropletDesign = Design<GovernedDropletArgs>;
