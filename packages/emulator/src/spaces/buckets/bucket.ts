import * as z from "zod";
import type { Account } from "../../state/account.ts";
import { stampOf, timeSchema } from "../../state/clock.ts";
import type { Cloud } from "../../state/cloud.ts";
import { describes } from "../../state/resource.ts";
import { tableOf } from "../../state/table.ts";
import { aclSchema } from "../access/acl.ts";
import { corsRuleSchema } from "./cors-rule.ts";
import { spaceHost } from "./host.ts";
import { lifecycleRuleSchema } from "./lifecycle-rule.ts";

const bucket = z.object({
  name: z.string(),
  /** Tells it from a later one of the same name. */
  id: z.string(),
  /** Slug, such as `nyc3`. */
  region: z.string(),
  /** Milliseconds since 1970. */
  created: timeSchema,
  acl: aclSchema,
  /** Absent: never switched on. */
  versioning: z.enum(["Enabled", "Suspended"]).exactOptional(),
  lifecycle: z.array(lifecycleRuleSchema).exactOptional(),
  cors: z.array(corsRuleSchema).exactOptional(),
  /** As it was sent. */
  policy: z.string().exactOptional(),
  website: z
    .object({
      /** What a folder is answered with. */
      index: z.string().exactOptional(),
      /** What is answered with where something is wrong. */
      error: z.string().exactOptional(),
      /** Where all requests are led to instead. */
      redirect: z.object({ host: z.string(), protocol: z.string().exactOptional() }).exactOptional(),
    })
    .exactOptional(),
  logging: z.object({ bucket: z.string(), prefix: z.string() }).exactOptional(),
});

export type Bucket = z.infer<typeof bucket>;

export const bucketTable = tableOf("spaces_buckets", bucket);

describes(bucketTable, {
  kind: "SpacesBucket",
  product: "Spaces",
  urn: "space",
  read: ({ name, region, created }) => ({
    id: name,
    name,
    region,
    since: stampOf(new Date(created)),
    inputs: { region },
    self: `https://${spaceHost(name, region)}`,
  }),
});

/** A bucket, and whose it is. */
export interface OwnedBucket {
  readonly owner: Account;
  readonly bucket: Bucket;
}

/** The bucket with a name, which no two accounts can have. */
export function findBucket(cloud: Cloud, name: string): OwnedBucket | undefined {
  for (const owner of cloud.all()) {
    const found = bucketTable.of(owner).get(name);
    if (found !== undefined) return { owner, bucket: found };
  }
  return undefined;
}

/** Whether two are the same bucket, as it was and as it is. */
export function isSameBucket(a: OwnedBucket, b: OwnedBucket): boolean {
  return a.owner.id === b.owner.id && a.bucket.id === b.bucket.id;
}

/** Changes a bucket; undefined takes something away. */
export function changeBucket(
  { owner, bucket: old }: OwnedBucket,
  changes: { [K in keyof Bucket]?: Bucket[K] | undefined },
): void {
  const entries = Object.entries({ ...old, ...changes }).filter(([, value]) => value !== undefined);
  bucketTable.of(owner).put(old.name, bucket.parse(Object.fromEntries(entries)));
}
