import * as z from "zod";
import { tokenSchema } from "../api/bearer.ts";
import { putIndex } from "../api/databases/indexes.ts";
import { pushImage } from "../api/registries/manifest.ts";
import { addFinding } from "../api/security/scans.ts";
import type { Cloud } from "../state/cloud.ts";

const name = z.string().min(1).max(255);

/**
 * What comes into DigitalOcean by other ways than its API: images into registries, indexes into OpenSearch, findings into
 * security scans.
 */
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
  z.strictObject({
    kind: z.literal("finding"),
    /** Whose last scan it is of. */
    token: tokenSchema,
    rule_uuid: z.uuid(),
    name,
    details: z.string().max(10_000).default(""),
    severity: z.enum(["CRITICAL", "HIGH", "MEDIUM", "LOW"]).default("MEDIUM"),
    steps: z.array(z.string().max(10_000)).max(20).default([]),
    resources: z
      .array(z.string().regex(/^do:\w+:.+$/, "is not a valid URN"))
      .max(1000)
      .default([]),
  }),
]);

/** Puts something where the API only lists and deletes it; whose it is follows from where it goes. */
export function deposit(cloud: Cloud, body: z.infer<typeof depositSchema>): object {
  switch (body.kind) {
    case "image":
      return pushImage(cloud, body);
    case "index":
      return putIndex(cloud, body);
    case "finding": {
      const { kind: _, token, ...finding } = body;
      return addFinding(cloud, token, finding);
    }
  }
}
