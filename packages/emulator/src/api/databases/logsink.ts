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

const days = z.int().min(1).exactOptional();
const text = z.string().exactOptional();

const rsyslog = z.object({
  server: z.string().min(1),
  port: z.int().min(1),
  tls: z.boolean().default(false),
  format: z.string().min(1),
  ...{ logline: text, sd: text, ca: text, key: text, cert: text },
});

const search = z.object({
  url: z.string().min(1),
  index_prefix: z.string().min(1),
  ...{ index_days_max: days, timeout: days, ca: text },
});

const datadog = z.object({ site: z.string().min(1), datadog_api_key: z.string().min(1) });

const sink_name = z.string();

/** What a request says of a new one. */
export const newLogsink = z.discriminatedUnion("sink_type", [
  z.object({ sink_name, sink_type: z.literal("rsyslog"), config: rsyslog }),
  z.object({ sink_name, sink_type: z.literal(["elasticsearch", "opensearch"]), config: search }),
  z.object({ sink_name, sink_type: z.literal("datadog"), config: datadog }),
]);

/** What a request says of one that is there, whatever its type. */
export const logsinkChange = z.object({
  config: z.object({ ...rsyslog.shape, ...search.shape, ...datadog.shape }).partial(),
});

/** Where clusters send their logs, by cluster and id. */
export const logsinkTable = tableOf("database_logsinks", logsink);

belongsTo("DatabaseCluster", logsinkTable);
