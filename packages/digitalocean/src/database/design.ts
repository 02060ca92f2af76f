import type { Design } from "../component/design";
import type { GovernedDatabaseArgs } from "./governed-database-args";

/** What a database is planned from. */
export type DatabaseDesign = Design<GovernedDatabaseArgs>;
