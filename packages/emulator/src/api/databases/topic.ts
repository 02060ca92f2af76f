import * as z from "zod";
import { belongsTo } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";

// Larger ones than JavaScript counts without gaps, too: the provider sends what it has read, of which some are endless.
const whole = z.number().refine(Number.isInteger, "expected a whole number");
const positive = whole.refine((value) => value >= 1, "expected at least 1");

/** How a Kafka topic keeps its messages. */
export const topicConfig = z
  .object({
    cleanup_policy: z.enum(["delete", "compact", "compact_delete"]),
    compression_type: z.enum(["producer", "gzip", "snappy", "lz4", "Iz4", "zstd", "uncompressed"]),
    delete_retention_ms: whole,
    file_delete_delay_ms: whole,
    flush_messages: whole,
    flush_ms: whole,
    index_interval_bytes: whole,
    max_compaction_lag_ms: whole,
    max_message_bytes: whole,
    message_down_conversion_enable: z.boolean(),
    message_format_version: z.string().regex(/^\d+\.\d+(\.\d+)?(-IV\d)?$/, "invalid message format version"),
    message_timestamp_difference_max_ms: whole,
    message_timestamp_type: z.enum(["create_time", "log_append_time"]),
    min_cleanable_dirty_ratio: z.number().min(0).max(1),
    min_compaction_lag_ms: whole,
    min_insync_replicas: positive,
    preallocate: z.boolean(),
    retention_bytes: whole,
    retention_ms: whole,
    segment_bytes: whole.refine((value) => value >= 14, "expected at least 14"),
    segment_index_bytes: whole,
    segment_jitter_ms: whole,
    segment_ms: positive,
  })
  .partial();

/** Kafka's largest whole number, as JSON can say it. */
const endless = 2 ** 63;

/** What DigitalOcean sets where nobody has. */
export const defaultConfig: Required<z.infer<typeof topicConfig>> = {
  cleanup_policy: "delete",
  compression_type: "producer",
  delete_retention_ms: 86_400_000,
  file_delete_delay_ms: 60_000,
  flush_messages: endless,
  flush_ms: endless,
  index_interval_bytes: 4096,
  max_compaction_lag_ms: endless,
  max_message_bytes: 1_048_588,
  message_down_conversion_enable: true,
  message_format_version: "3.0-IV1",
  message_timestamp_difference_max_ms: endless,
  message_timestamp_type: "create_time",
  min_cleanable_dirty_ratio: 0.5,
  min_compaction_lag_ms: 0,
  min_insync_replicas: 1,
  preallocate: false,
  retention_bytes: -1,
  retention_ms: 604_800_000,
  segment_bytes: 209_715_200,
  segment_index_bytes: 10_485_760,
  segment_jitter_ms: 0,
  segment_ms: 604_800_000,
};

const topic = z.object({
  cluster: z.string(),
  name: z.string(),
  partition_count: z.number(),
  replication_factor: z.number(),
  /** What was set of it. */
  config: topicConfig,
});

export type Topic = z.infer<typeof topic>;

/** Topics of Kafka clusters, by cluster and name. */
export const topicTable = tableOf("database_topics", topic);

belongsTo("DatabaseCluster", topicTable);
