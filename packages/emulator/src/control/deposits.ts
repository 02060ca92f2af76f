import * as z from "zod";
import { putIndex } from "../api/databases/indexes.ts";
import { pushImage } from "../api/registries/manifest.ts";
import type { Cloud } from "../state/cloud.ts";

const name = z.string().min(1).max(255);

/** What clients put into DigitalOcean by other ways than its API: images into registries, indexes into OpenSearch. */
export const depositSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("image"),
    registry: name,
    repository: z.string().regex(/^[a-z\d]+([._/-][a-z\d]+)*$/, "invalid repository name"),
    tag: z.string().regex(/^\w[\w.-]{0,127}$/, "invalid tag"),
    bytes: z.int().min(1).default(5_000_000),
  }),
  z.strictObject({
    kind: z.literal("index"),
    /** Id of the cluster. */
    database: name,
    name,
    shards: z.int().min(1).default(1),
    replicas: z.int().min(0).default(1),
    bytes: z.int().min(0).default(208),
  }),
]);

/** Puts something where the API only lists and deletes it; whose it is follows from where it goes. */
export function deposit(cloud: Cloud, body: z.infer<typeof depositSchema>): object {
  return body.kind === "image" ? pushImage(cloud, body) : putIndex(cloud, body);
}
