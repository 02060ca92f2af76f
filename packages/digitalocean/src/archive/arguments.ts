import * as z from "zod";
import { type Arguments, object, optional, overrides, required } from "../component/argument";
import { declareArguments } from "../component/declared-arguments";
import { governedArguments } from "../component/governed-arguments";
import { input, oneOf, text } from "../component/schema";
import { type ArchivedBucketArgs, CorsMethod, type CorsRuleArgs, KeyPermission } from "./archived-bucket-args";

/** The arguments of an ArchivedBucket. */
export const archiveArguments = declareArguments((): Arguments<ArchivedBucketArgs> => {
  const days = z.int().positive();
  const atLeastOne = { error: "must name at least one" };
  return {
    ...governedArguments(),
    region: required(text()),
    bucketName: optional(text()),
    noncurrentVersionDays: optional(days),
    incompleteUploadDays: optional(days),
    expirationDays: optional(days),
    corsRules: optional(
      z.array(
        object<CorsRuleArgs>({
          allowedOrigins: required(
            z.array(input(text())).min(1, atLeastOne).describe("Websites that can access the bucket."),
          ),
          allowedMethods: required(
            z.array(oneOf(CorsMethod, "unknown method")).min(1, atLeastOne).describe("Allowed methods, such as GET."),
          ),
          allowedHeaders: optional(z.array(text())),
          exposeHeaders: optional(z.array(text())),
          maxAgeSeconds: optional(z.int().nonnegative()),
          id: optional(text()),
        }),
      ),
    ),
    logBucketName: optional(input(text())),
    skipLogging: optional(z.boolean()),
    keyPermission: optional(oneOf(KeyPermission, "unknown permission")),
    skipKey: optional(z.boolean()),
    recoveryRegion: optional(text()),
    recoveryBucketName: optional(text()),
    recoveryLogBucketName: optional(input(text())),
    bucketArgs: overrides({
      region: "use the component's region and recoveryRegion",
      name: "use the component's bucketName and recoveryBucketName",
      corsRules: "use the component's corsRules",
    }),
    logBucketArgs: overrides({ region: "it is always in the region of the bucket that it logs" }),
    loggingArgs: overrides({
      bucket: "it logs the component's own bucket",
      region: "use the component's region and recoveryRegion",
      targetBucket: "use the component's logBucketName and recoveryLogBucketName",
    }),
    keyArgs: overrides({ grants: "the key is for this bucket only; use the component's keyPermission" }),
  };
});
