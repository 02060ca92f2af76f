import type { CORSRule, Grant, LifecycleRule } from "@aws-sdk/client-s3";
import type { ApiObject } from "@infrafabric/governor/internal";

const everybody = "http://acs.amazonaws.com/groups/global/AllUsers";
const anyAccount = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

/** The canned ACL that grants are, or the widest that is in them; undefined if they are none. */
export function cannedAcl(grants: readonly Grant[], owner: string | undefined): string | undefined {
  const others = grants.filter(({ Grantee: to }) => to?.ID === undefined || to.ID !== owner);
  const may = (group: string, ...permissions: readonly string[]) =>
    others.some(
      ({ Grantee: to, Permission: permission = "" }) => to?.URI === group && permissions.includes(permission),
    );
  if (may(everybody, "WRITE", "FULL_CONTROL")) return "public-read-write";
  if (may(everybody, "READ")) return "public-read";
  if (may(anyAccount, "READ", "WRITE", "FULL_CONTROL")) return "authenticated-read";
  return others.length === 0 && grants.length > 0 ? "private" : undefined;
}

/** A lifecycle rule of S3 with the names of Terraform. */
export function lifecycleRuleAttributes(rule: LifecycleRule): ApiObject {
  const { ID: id, Filter: filter, Expiration: expiration, NoncurrentVersionExpiration: noncurrent } = rule;
  return {
    id,
    // Clients of old write it outside of a filter.
    prefix: filter?.Prefix ?? filter?.And?.Prefix ?? rule.Prefix,
    enabled: rule.Status === "Enabled",
    abort_incomplete_multipart_upload_days: rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation,
    expiration: expiration && {
      date: expiration.Date?.toISOString().slice(0, 10),
      days: expiration.Days,
      expired_object_delete_marker: expiration.ExpiredObjectDeleteMarker,
    },
    noncurrent_version_expiration: noncurrent && { days: noncurrent.NoncurrentDays },
  };
}

/** A CORS rule of S3 with the names of Terraform. */
export function corsRuleAttributes(rule: CORSRule): ApiObject {
  return {
    id: rule.ID,
    allowed_headers: rule.AllowedHeaders,
    allowed_methods: rule.AllowedMethods,
    allowed_origins: rule.AllowedOrigins,
    expose_headers: rule.ExposeHeaders,
    max_age_seconds: rule.MaxAgeSeconds,
  };
}
