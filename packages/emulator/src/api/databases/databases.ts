import type { ApiModule } from "../operation.ts";
import { clusterOperations, completeDatabase } from "./clusters.ts";
import { configurationOperations } from "./configuration.ts";
import { dbOperations } from "./dbs.ts";
import { eventOperations } from "./events.ts";
import { indexOperations } from "./indexes.ts";
import { logsinkOperations } from "./logsinks.ts";
import { metricsCredentialsOperations } from "./metrics-credentials.ts";
import { completeMigration, migrationOperations } from "./migrations.ts";
import { optionOperations } from "./options.ts";
import { poolOperations } from "./pools.ts";
import { replicaOperations } from "./replicas.ts";
import { ruleOperations } from "./rules.ts";
import { schemaOperations } from "./schemas.ts";
import { topicOperations } from "./topics.ts";
import { userOperations } from "./users.ts";

/** Managed databases: they behave as DigitalOcean's do, with nothing listening behind them. */
export const databases: ApiModule = {
  operations: [
    ...optionOperations,
    ...metricsCredentialsOperations,
    ...clusterOperations,
    ...configurationOperations,
    ...ruleOperations,
    ...userOperations,
    ...dbOperations,
    ...logsinkOperations,
    ...poolOperations,
    ...replicaOperations,
    ...eventOperations,
    ...topicOperations,
    ...schemaOperations,
    ...indexOperations,
    ...migrationOperations,
  ],
  completions: () => ({
    "database.create": completeDatabase,
    "database.change": completeDatabase,
    "database_replica.create": completeDatabase,
    "database.migration": completeMigration,
  }),
};
