import { failed } from "./s3-tests-failed.ts";

/** Whose affair it is that a test of s3-tests fails. */
type Cause = "Spaces" | "the machine" | "signature version 2" | "the suite" | "the emulator";

/** Tests that fail for one reason, by their names. */
interface Failures {
  readonly pattern: RegExp;
  readonly cause: Cause;
  readonly why: string;
}

/** Of several that fit a name, the first is meant. What Spaces does not have is in `packages/connect/src/spaces/gaps.ts`. */
const failures: readonly Failures[] = [
  {
    pattern: /_aws2$|presigned_.*_v2$/,
    cause: "signature version 2",
    why: "signed by version 2 in a header, which the emulator takes in URLs alone",
  },
  {
    pattern: /object_lock|legal_hold|retention/,
    cause: "Spaces",
    why: "has no object lock, retention or legal hold",
  },
  {
    pattern: /kms|sse_s3|sse-s3|bucket_encryption|_s3_noenc$|enc_conflict/,
    cause: "Spaces",
    why: "encrypts by itself: no KMS, no default encryption of a bucket; that its answers say nothing of it is assumed",
  },
  {
    pattern: /sse_c|sse-c|encrypted_transfer|encryption_key/,
    cause: "the emulator",
    why: "has no encryption with keys of the client (SSE-C), which Spaces has",
  },
  {
    pattern: /bucket_logging/,
    cause: "Spaces",
    why: "writes access logs without a policy for a service, and has none of Ceph's extensions to them",
  },
  {
    pattern: /public_block|block_public|policy_status|ignore_public_acls|ownership|bucket_owner_(enforced|preferred)/,
    cause: "Spaces",
    why: "has no public access block, object ownership or policy status",
  },
  {
    pattern: /tenant/,
    cause: "the suite",
    why: "wants tenants, which only Ceph has",
  },
  {
    pattern: /unordered|head_extended|_torrent$|usage|appendobject|append/,
    cause: "the suite",
    why: "tries extensions of Ceph, or what S3 has given up",
  },
  {
    pattern: /(put|set|get|delete)_bucket_tagging|bucket_tag/,
    cause: "Spaces",
    why: "has no tags of buckets",
  },
  {
    pattern: /lifecycle_.*(size|newer|tags|noncur_tags|transition)|lifecycle.*(transition|tags)/,
    cause: "Spaces",
    why: "has lifecycle rules by prefix and age alone, that move nothing to another storage class",
  },
  {
    pattern: /lifecycle.*header/,
    cause: "the emulator",
    why: "says nothing of `x-amz-expiration`; whether Spaces does is not known",
  },
  {
    pattern: /lifecycle|delete_marker_expiration/,
    cause: "the suite",
    why: "waits for days that Ceph can be told to shorten to seconds; the emulator's clock is moved instead",
  },
  {
    pattern: /if_match_(size|last_modified_time)/,
    cause: "the emulator",
    why: "has no conditions of deletions by size and time; whether Spaces has is not known",
  },
  {
    pattern: /attributes|cksum|checksum/,
    cause: "the emulator",
    why: "has no `GetObjectAttributes`, and not every checksum of a whole upload; whether Spaces has is not known",
  },
  {
    pattern: /storage_class|cloud_(transition|restore)/,
    cause: "Spaces",
    why: "has the storage class `STANDARD` alone",
  },
  {
    pattern: /_acl|acl_|publicreadwrite|expected_bucket_owner|put_obj_grant|multipart_upload_owner|header_acl/,
    cause: "Spaces",
    why: "has the ACLs `private` and `public-read` alone, and no grants",
  },
  {
    pattern: /post_object/,
    cause: "Spaces",
    why: "most post to a bucket that is `public-read-write`, an ACL that Spaces does not have; the rest is the emulator's: names of conditions in another case, and which refusal comes first",
  },
  {
    pattern:
      /get_location|naming_dns|naming_good_contains_period|paginated|bucket_policy_set_condition_operator|put_obj_copy_source|request_obj_tag/,
    cause: "Spaces",
    why: "has regions and names of its own; objects belong to who owns the bucket; policies have fewer conditions",
  },
  {
    pattern: /delete_objects?(_current|_version)?_if_match$|date_and_amz_date$|amz_date_and_no_date$/,
    cause: "the emulator",
    why: "conditions of deletions on what is not there, and signatures by the header `Date`: mended after this run",
  },
  {
    pattern: /multipart_get_part|upload_resend_part|test_multipart_upload$|delete_key_limit/,
    cause: "the machine",
    why: "sends tens of megabytes or a thousand objects, and did not end in 60 s",
  },
  {
    pattern: /delete_marker_nonversioned|list_buckets_anonymous/,
    cause: "the emulator",
    why: "does not say `x-amz-delete-marker: false`, and shows nobody an empty list of buckets; whether Spaces does is not known",
  },
  {
    pattern: /bad_authorization_(none|empty)$|contentlength_none$|unicode_metadata|read_unreadable/,
    cause: "the suite",
    why: "marked as failing on Ceph, on which Spaces stands: changes headers before boto3 signs, or expects what another client made of them",
  },
];

/**
 * How many of the last run failed, by reason.
 *
 * @throws where nothing says why one failed.
 */
export function failuresByReason(): readonly (Failures & { readonly count: number })[] {
  const byReason = Map.groupBy(failed, (name) => failures.find(({ pattern }) => pattern.test(name)));
  const unsaid = byReason.get(undefined) ?? [];
  if (unsaid.length > 0) throw new Error(`s3-tests.ts does not say why these fail: ${unsaid.join(", ")}`);
  return failures
    .map((one) => ({ ...one, count: byReason.get(one)?.length ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
}
