import type * as pulumi from "@pulumi/pulumi";
import { protection } from "./protection";

/** What holds for every bucket that a component creates. */
export const closed = { acl: "private", versioning: { enabled: true } };

/** Audits look back a year; logs that nobody removes are paid for as long as the bucket exists. */
export const logDays = 365;

/** The options of a bucket. */
export function bucketOptions(design: Parameters<typeof protection>[0]): pulumi.CustomResourceOptions {
  return {
    // The provider takes a new name for a change in place, and the bucket keeps the old one.
    replaceOnChanges: ["name"],
    ...protection(design),
  };
}
