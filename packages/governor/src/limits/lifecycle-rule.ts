import type { Property } from "../view/property";
import { docs } from "./citations";
import type { Limit } from "./limit";

/** A rule that says what to remove, enabled or not. */
export const lifecycleRule: Limit = {
  path: "lifecycleRules[]",
  allowed: "a rule only with expiration, noncurrentVersionExpiration or abortIncompleteMultipartUploadDays",
  citation: docs("Spaces", "2025-2026"),
  judge(rule) {
    if (rule.opaque) return rule;
    const expiration = rule.get("expiration");
    const acts =
      isAfterDays(rule.get("abortIncompleteMultipartUploadDays")) ||
      isAfterDays(rule.get("noncurrentVersionExpiration").get("days")) ||
      isAfterDays(expiration.get("days")) ||
      expiration.get("date").present ||
      expiration.get("expiredObjectDeleteMarker").present;
    return acts ? undefined : "has no action";
  },
};

/** Days that are unknown until pulumi up will do. */
function isAfterDays(days: Property): boolean {
  return days.opaque || (days.number() ?? 0) > 0;
}
