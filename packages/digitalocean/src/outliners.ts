import { outlinerOf } from "./component/outline";
import { databaseDefinition } from "./database/definition";
import { webTierDefinition } from "./web-tier/definition";

/** By class name, how components are planned as data. */
export const outliners = {
  GovernedDatabase: outlinerOf(databaseDefinition),
  GovernedWebTier: outlinerOf(webTierDefinition),
};
