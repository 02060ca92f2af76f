import type { Grant } from "../../api/spaces/key.ts";

/** What a key with `read` may do in its bucket. Assumed: DigitalOcean's documentation names no operations. */
const reading = new Set([
  "s3:GetBucketLocation",
  "s3:GetBucketVersioning",
  "s3:GetObject",
  "s3:GetObjectAcl",
  "s3:GetObjectTagging",
  "s3:GetObjectVersion",
  "s3:ListBucket",
  "s3:ListBucketMultipartUploads",
  "s3:ListBucketVersions",
  "s3:ListMultipartUploadParts",
]);

/** What `readwrite` adds. */
const writing = new Set([
  "s3:AbortMultipartUpload",
  "s3:DeleteObject",
  "s3:DeleteObjectTagging",
  "s3:DeleteObjectVersion",
  "s3:PutObject",
  "s3:PutObjectAcl",
  "s3:PutObjectTagging",
]);

/** Whether a key's grants allow something in a bucket of its account. */
export function isGranted(grants: readonly Grant[], bucket: string | undefined, action: string): boolean {
  if (hasFullAccess(grants)) return true;
  return grants.some((grant) => {
    if (grant.bucket !== bucket) return false;
    if (grant.permission === "readwrite") return reading.has(action) || writing.has(action);
    return grant.permission === "read" && reading.has(action);
  });
}

/** Whether a key may do all, in every bucket. */
export function hasFullAccess(grants: readonly Grant[]): boolean {
  return grants.some(({ permission }) => permission === "fullaccess");
}
