import * as z from "zod";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

const logsink = z.object({
  cluster: z.string(),
  /** Its id: a sink's own name need not be unique. */
  name: z.string(),
  sink_name: z.string(),
  sink_type: z.enum(["rsyslog", "elasticsearch", "opensearch", "datadog"]),
  config: z.record(z.string(), z.json()),
});

export type Logsink = z.infer<typeof logsink>;

/** What a request says of one. */
export const logsinkParts = logsink.omit({ cluster: true, name: true });

/** Where clusters send their logs, by cluster and id. */
export const logsinkTable = tableOf("database_logsinks", logsink);

belongsTo("DatabaseCluster", logsinkTable);
