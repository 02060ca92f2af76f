import type { Call } from "../operation.ts";

/** An action as it is answered. It is over at once: nothing can be asked about it later. */
export function nfsActionAnswer(
  { cloud }: Call,
  type: string,
  region: string,
  resource: { readonly type: "SHARE" | "SNAPSHOT"; readonly id: string },
) {
  return {
    id: cloud.ids.uuid(),
    region_slug: region,
    resource_id: resource.id,
    resource_type: resource.type,
    started_at: cloud.clock.stamp,
    status: "COMPLETED",
    type,
  };
}
