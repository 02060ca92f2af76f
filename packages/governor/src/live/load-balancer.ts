import { objectsIn } from "./api-object";
import type { ApiObject, LiveContext } from "./live";

/** The provider has certificates by name, and one of size and unit. */
export function loadBalancerAttributes(
  {
    health_check: healthcheck,
    tag,
    droplet_ids: dropletIds,
    size,
    size_unit: sizeUnit,
    forwarding_rules: rules,
    domains,
    ...rest
  }: ApiObject,
  { certificateName }: LiveContext,
): ApiObject {
  const named = ({ certificate_id: id, ...one }: ApiObject): ApiObject => ({
    ...one,
    ...(typeof id === "string" && id !== "" ? { certificate_name: certificateName(id) } : {}),
  });
  return {
    ...rest,
    healthcheck,
    forwarding_rules: objectsIn(rules).map(named),
    domains: objectsIn(domains).map(named),
    ...(typeof sizeUnit === "number" && sizeUnit > 0 ? { size_unit: sizeUnit } : { size }),
    // Those that carry the tag are shown beside it.
    ...(typeof tag === "string" && tag !== "" ? { droplet_tag: tag } : { droplet_ids: dropletIds }),
  };
}
