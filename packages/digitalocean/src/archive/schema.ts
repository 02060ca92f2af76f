import * as z from "zod";
import { governedShape, input, overrides, text } from "../component/schema";
import type { ArchivedBucketArgs } from "./archived-bucket-args";

let made: z.ZodType<Partial<ArchivedBucketArgs>> | undefined;

/** The arguments of an ArchivedBucket. */
export function archiveSchema(): z.ZodType<Partial<ArchivedBucketArgs>> {
  made ??= make();
  return made;
}

function make(): z.ZodType<Partial<ArchivedBucketArgs>> {
  const days = () => z.int().positive().exactOptional();
  const atLeastOne = { error: "must name at least one" };
  return z.strictObject({
    ...governedShape(),
    region: text().exactOptional(),
    bucketName: text().exactOptional(),
    noncurrentVersionDays: days(),
    incompleteUploadDays: days(),
    expirationDays: days(),
    corsRules: z
      .array(
        z.strictObject({
          allowedOrigins: z.array(input(text())).min(1, atLeastOne).describe("The websites that may use the bucket."),
          allowedMethods: z
            .array(z.enum(["GET", "HEAD", "PUT", "POST", "DELETE"], { error: "unknown method" }))
            .min(1, atLeastOne)
            .describe("What they may do, such as GET."),
          allowedHeaders: z.array(text()).exactOptional(),
          exposeHeaders: z.array(text()).exactOptional(),
          maxAgeSeconds: z.int().nonnegative().exactOptional(),
          id: text().exactOptional(),
        }),
      )
      .exactOptional(),
    logBucketName: input(text()).exactOptional(),
    skipLogging: z.boolean().exactOptional(),
    keyPermission: z.enum(["read", "readwrite"], { error: "unknown permission" }).exactOptional(),
    skipKey: z.boolean().exactOptional(),
    recoveryRegion: text().exactOptional(),
    recoveryBucketName: text().exactOptional(),
    recoveryLogBucketName: input(text()).exactOptional(),
    bucketArgs: overrides<NonNullable<ArchivedBucketArgs["bucketArgs"]>>().exactOptional(),
    logBucketArgs: overrides<NonNullable<ArchivedBucketArgs["logBucketArgs"]>>().exactOptional(),
    loggingArgs: overrides<NonNullable<ArchivedBucketArgs["loggingArgs"]>>().exactOptional(),
    keyArgs: overrides<NonNullable<ArchivedBucketArgs["keyArgs"]>>().exactOptional(),
  });
}
