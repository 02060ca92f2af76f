import { databaseArguments } from "./arguments";
import { planDatabase } from "./children";

/** What a database is made of. */
export const databaseDefinition = {
  className: "GovernedDatabase",
  arguments: databaseArguments,
  controls: [
    "database-trusted-sources",
    "database-no-open-source",
    "database-private-network",
    "database-supported-version",
    "database-maintenance-window",
    "database-logs-encrypted",
    "database-standby",
    "database-engine-options",
    "protect-stateful",
    "platform-limits",
  ],
  children: planDatabase,
} as const;
