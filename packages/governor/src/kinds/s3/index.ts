import { included } from "../../cost/price";
import { defineKind } from "../define-kind";
import type { Kind } from "../kind";

/** What the S3 resources of `@pulumi/aws` have in common: Spaces bills what they make as it bills its own. */
const price = included("in the Spaces subscription");

/** One kind for each of the tokens that a resource has had. */
function s3Kinds(
  name: string,
  classes: readonly string[],
  more: Partial<Omit<Kind, "name" | "type" | "price">> = {},
): readonly Kind[] {
  return classes.map((className) => {
    const module = `${className.charAt(0).toLowerCase()}${className.slice(1)}`;
    return defineKind({ name, type: `aws:s3/${module}:${className}`, price, ...more });
  });
}

/**
 * The resources of `@pulumi/aws` by which a program fills Spaces. They are governed only if their provider points at
 * Spaces: AWS is somebody else's business.
 */
export const s3: readonly Kind[] = [
  ...s3Kinds("S3Bucket", ["Bucket", "BucketV2"], {
    nameInput: "bucket",
    // Source: the provider (terraform-provider-aws).
    defaults: { acl: "private", forceDestroy: false },
    replacing: ["bucket", "bucketPrefix"],
  }),
  ...s3Kinds("S3BucketObject", ["BucketObject", "BucketObjectv2"], {
    defaults: { acl: "private" },
    replacing: ["bucket", "key"],
  }),
  ...s3Kinds("S3ObjectCopy", ["ObjectCopy"], { defaults: { acl: "private" }, replacing: ["bucket", "key"] }),
  ...s3Kinds("S3BucketAcl", ["BucketAcl", "BucketAclV2"], { replacing: ["bucket"] }),
  ...s3Kinds("S3BucketVersioning", ["BucketVersioning", "BucketVersioningV2"], { replacing: ["bucket"] }),
  ...s3Kinds("S3BucketCorsConfiguration", ["BucketCorsConfiguration", "BucketCorsConfigurationV2"], {
    replacing: ["bucket"],
  }),
  ...s3Kinds("S3BucketLifecycleConfiguration", ["BucketLifecycleConfiguration", "BucketLifecycleConfigurationV2"], {
    replacing: ["bucket"],
  }),
  ...s3Kinds("S3BucketLogging", ["BucketLogging", "BucketLoggingV2"], { replacing: ["bucket"] }),
  ...s3Kinds("S3BucketPolicy", ["BucketPolicy"], { replacing: ["bucket"] }),
  ...s3Kinds("S3BucketPublicAccessBlock", ["BucketPublicAccessBlock"], { replacing: ["bucket"] }),
  ...s3Kinds("S3BucketOwnershipControls", ["BucketOwnershipControls"], { replacing: ["bucket"] }),
];
