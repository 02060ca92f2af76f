import { openApi } from "./citations";
import type { Limit } from "./limit";

/** The two ends of a peering. */
export const twoVpcs: Limit = {
  path: "vpcIds",
  allowed: "two different VPCs",
  citation: openApi,
  judge(list) {
    if (list.opaque) return list;
    const ids = list.elements();
    if (ids.length !== 2) return `has ${ids.length} ${ids.length === 1 ? "entry" : "entries"}`;
    const [one, other] = ids.map((id) => id.text());
    return one !== undefined && one === other ? "has the same VPC twice" : undefined;
  },
};
