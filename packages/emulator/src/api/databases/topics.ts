import * as z from "zod";
import { collection } from "../collection.ts";
import { unprocessable } from "../errors.ts";
import type { Operation } from "../operation.ts";
import { clusterRunning } from "./cluster.ts";
import { defaultConfig, type Topic, topicConfig, topicTable } from "./topic.ts";

const kafka = clusterRunning("kafka");

const counts = z.object({
  partition_count: z.int().min(1).exactOptional(),
  replication_factor: z.int().min(1).exactOptional(),
});

/** Topics of Kafka clusters. No messages are in them. */
export const topicOperations: readonly Operation[] = collection({
  path: "/v2/databases/{database_cluster_uuid}/topics",
  id: "topic_name",
  many: "topics",
  one: "topic",
  table: topicTable,
  owner: (call) => kafka(call).id,
  nameOf: ({ name }) => name,
  answer: ({ name, partition_count, replication_factor }) => ({
    ...{ name, partition_count, replication_factor },
    state: "active",
  }),
  detail: ({ name, partition_count, replication_factor, config }) => ({
    ...{ name, replication_factor },
    state: "active",
    partitions: Array.from({ length: partition_count }, (_, id) => ({
      ...{ id, size: 0, earliest_offset: 0, in_sync_replicas: replication_factor, consumer_groups: [] },
    })),
    config: { ...defaultConfig, ...config },
  }),
  create: {
    schema: counts.extend({
      name: z.string().regex(/^(?!\.{1,2}$)[\w.-]{1,249}$/, "invalid topic name"),
      config: topicConfig.default({}),
    }),
    row: (call, { name, partition_count = 3, replication_factor = 2, config }) => {
      const cluster = kafka(call);
      return replicated(cluster, { cluster: cluster.id, name, partition_count, replication_factor, config });
    },
  },
  change: {
    method: "PUT",
    schema: counts.extend({ config: topicConfig.default({}) }),
    row: (call, old, { config, ...counted }) => {
      const next = { ...old, ...counted, config: { ...old.config, ...config } };
      if (next.partition_count < old.partition_count) throw unprocessable("partition_count can only be increased");
      return replicated(kafka(call), next);
    },
  },
  remove: true,
});

/** A topic, if its cluster has as many nodes as it wants copies. */
function replicated({ num_nodes }: { readonly num_nodes: number }, topic: Topic): Topic {
  if (topic.replication_factor > num_nodes) {
    throw unprocessable(`replication_factor must be 1 to ${num_nodes}, the number of nodes`);
  }
  return topic;
}
