import * as digitalocean from "@pulumi/digitalocean";
import type * as pulumi from "@pulumi/pulumi";
import { byProtect, protection } from "../parts/protection";
import type { DatabaseDesign } from "./design";

const hour = 60 * 60 * 1000;

/** Plans the topics of Kafka. */
export function planTopics(design: DatabaseDesign, clusterId: pulumi.Output<string>): void {
  const { name, plan, args, given, problem, overlay } = design;
  if (given("topicArgs") && !given("topics")) problem("topicArgs", "is for topics", { hint: "set topics as well" });
  for (const [topic, { partitions, replicationFactor, retentionHours }] of Object.entries(args.topics ?? {})) {
    const own: digitalocean.DatabaseKafkaTopicArgs = {
      clusterId,
      name: topic,
      ...(partitions === undefined ? {} : { partitionCount: partitions }),
      ...(replicationFactor === undefined ? {} : { replicationFactor }),
      ...(retentionHours === undefined ? {} : { configs: [{ retentionMs: String(retentionHours * hour) }] }),
    };
    plan.child(digitalocean.DatabaseKafkaTopic, {
      name: `${name}-topic-${topic}`,
      ...overlay("topicArgs", own),
      from: {
        rules: { "protect-stateful": byProtect },
        inputs: {
          name: `topics.${topic}`,
          partitionCount: `topics.${topic}.partitions`,
          replicationFactor: `topics.${topic}.replicationFactor`,
        },
        whole: "topics",
      },
      options: protection(design),
    });
  }
}
