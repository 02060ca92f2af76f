import type { Limit } from "./limit";
import { openApi } from "./sources";

/** The two ends of a peering. */
export const twoVpcs: Limit = {
  path: "vpcIds",
  allowed: "two VPCs that differ",
  source: openApi,
  judge(list) {
    if (list.opaque) return list;
    const ids = list.elements();
    if (ids.length !== 2) return `it has ${ids.length} ${ids.length === 1 ? "entry" : "entries"}`;
    const [one, other] = ids.map((id) => id.text());
    return one !== undefined && one === other ? "both are the same VPC" : undefined;
  },
};
