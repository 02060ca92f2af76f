import { attributeOf, listIn, objectsIn } from "./api-object";
import type { ApiObject } from "./live";

/** A Droplet's features are switches of the program, and what its networks are shows whether it is public. */
export function dropletAttributes({
  features,
  networks,
  size,
  size_slug: sizeSlug,
  policies,
  ...rest
}: ApiObject): ApiObject {
  const has = (feature: string) => listIn(features).includes(feature);
  const [v4, v6] = ["v4", "v6"].map((family) => objectsIn(attributeOf(networks, family)));
  const addressIn = (all: readonly ApiObject[] = [], type: string) => all.find((one) => one.type === type)?.ip_address;
  const policy = attributeOf(policies, "backup_policy");
  return {
    ...rest,
    size: sizeSlug ?? attributeOf(size, "slug"),
    price_hourly: attributeOf(size, "price_hourly"),
    price_monthly: attributeOf(size, "price_monthly"),
    ipv4_address: addressIn(v4, "public"),
    ipv4_address_private: addressIn(v4, "private"),
    ipv6_address: addressIn(v6, "public"),
    ...(Array.isArray(features) ? { backups: has("backups"), ipv6: has("ipv6"), monitoring: has("monitoring") } : {}),
    // One that is being created has none yet.
    ...(v4?.length ? { public_networking: addressIn(v4, "public") !== undefined } : {}),
    // The agent that is missing may have been refused, or the image may have none.
    ...(has("droplet_agent") ? { droplet_agent: true } : {}),
    ...(has("backups") && policy !== undefined ? { backup_policy: policy } : {}),
  };
}
