import * as z from "zod";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const database = z.object({ cluster: z.string(), name: z.string() });

/** Databases within clusters, by cluster and name. */
export const databaseTable = tableOf("database_dbs", database);

belongsTo("DatabaseCluster", databaseTable);
