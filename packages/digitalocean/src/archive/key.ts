import * as digitalocean from "@pulumi/digitalocean";
import type { Planned } from "../component/planned";
import type { ArchiveDesign } from "./design";

/**
 * Plans the key for the bucket. It opens no other, so that whoever finds it cannot touch the access log or the second
 * bucket.
 */
export function planKey(
  { name, plan, args, overlay }: ArchiveDesign,
  bucket: Planned<digitalocean.SpacesBucket>,
): Planned<digitalocean.SpacesKey> | undefined {
  const { skipKey = false, keyPermission = "read" } = args;
  if (skipKey) return undefined;
  const own: digitalocean.SpacesKeyArgs = {
    grants: [{ bucket: bucket.output((resource) => resource.name), permission: keyPermission }],
  };
  return plan.child(digitalocean.SpacesKey, {
    name: `${name}-key`,
    ...overlay("keyArgs", own),
    from: { inputs: { "grants[0].permission": "keyPermission" } },
  });
}
