import * as z from "zod";
import { stampSchema } from "../../state/clock.ts";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const index = z.object({
  index_name: z.string(),
  number_of_shards: z.number(),
  number_of_replicas: z.number(),
  size: z.number(),
  created_time: stampSchema,
});

/** Indexes of OpenSearch clusters, by cluster and name. Clients of the cluster make them, not the API. */
export const indexTable = tableOf("database_indexes", index);

belongsTo("DatabaseCluster", indexTable);
