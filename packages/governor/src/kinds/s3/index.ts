import { included } from "../../cost/price";
import { spacesShares } from "../../cost/shared-price";
import { defineKind } from "../define-kind";
import type { Kind } from "../kind";

/** What the S3 resources of `@pulumi/aws` have in common: Spaces bills what they make as it bills its own. */
const price = included("in the Spaces subscription");

/** One kind for each of the tokens that a resource has had. */
function s3Kind(
  name: string,
  classes: readonly string[],
  more: Partial<Omit<Kind, "name" | "type" | "scopes" | "price">> = {},
): readonly Kind[] {
  return classes.map((className) => {
    const module = `${className.charAt(0).toLowerCase()}${className.slice(1)}`;
    return defineKind({ name, type: `aws:s3/${module}:${className}`, scopes: [], price, ...more });
  });
}

/**
 * The resources of `@pulumi/aws` by which a program fills Spaces. They are governed only if their provider points at
 * Spaces: AWS is somebody else's business.
 */
export const s3Kinds: readonly Kind[] = [
  ...s3Kind("S3Bucket", ["Bucket", "BucketV2"], {
    usage: "spaces",
    shares: spacesShares,
    nameInput: "bucket",
    idInput: "bucket",
    holdsData: true,
    bucket: true,
    // Source: the provider (terraform-provider-aws).
    defaults: { acl: "private", forceDestroy: false },
    replacing: ["bucket", "bucketPrefix"],
  }),
  ...s3Kind("S3BucketObject", ["BucketObject", "BucketObjectv2"], {
    defaults: { acl: "private" },
    replacing: ["bucket", "key"],
  }),
  ...s3Kind("S3ObjectCopy", ["ObjectCopy"], { defaults: { acl: "private" }, replacing: ["bucket", "key"] }),
  ...s3Kind("S3BucketAcl", ["BucketAcl", "BucketAclV2"], { replacing: ["bucket"] }),
  ...s3Kind("S3BucketVersioning", ["BucketVersioning", "BucketVersioningV2"], { replacing: ["bucket"] }),
  ...s3Kind("S3BucketCorsConfiguration", ["BucketCorsConfiguration", "BucketCorsConfigurationV2"], {
    replacing: ["bucket"],
  }),
  ...s3Kind("S3BucketLifecycleConfiguration", ["BucketLifecycleConfiguration", "BucketLifecycleConfigurationV2"], {
    replacing: ["bucket"],
  }),
  ...s3Kind("S3BucketLogging", ["BucketLogging", "BucketLoggingV2"], { replacing: ["bucket"] }),
  ...s3Kind("S3BucketPolicy", ["BucketPolicy"], { replacing: ["bucket"] }),
  ...s3Kind("S3BucketPublicAccessBlock", ["BucketPublicAccessBlock"], { replacing: ["bucket"] }),
  ...s3Kind("S3BucketOwnershipControls", ["BucketOwnershipControls"], { replacing: ["bucket"] }),
];

const byRegion = new Map<string, Kind | undefined>();

/** The kind of a type in a Spaces region: it is the provider's endpoint that says where a bucket stands. */
export function s3KindIn(type: string, region: string | undefined): Kind | undefined {
  const key = `${type} ${region}`;
  if (!byRegion.has(key)) byRegion.set(key, placed(type, region));
  return byRegion.get(key);
}

function placed(type: string, region: string | undefined): Kind | undefined {
  const kind = s3Kinds.find((one) => one.type === type);
  if (kind === undefined || region === undefined) return kind;
  const path = "provider.endpoints.s3";
  return {
    ...kind,
    region: { path, slugs: "datacenter", required: false },
    defaults: { ...kind.defaults, [path]: region },
  };
}
