import { openApi } from "./citations";
import type { Limit } from "./limit";

/** A cluster that does not scale by itself begins with a node. */
export const someWorker: Limit = {
  path: "nodePool",
  allowed: "at least one node",
  citation: openApi,
  judge(pool) {
    const isEmpty = pool.get("nodeCount").number() === 0;
    const scales = pool.get("autoScale");
    if (pool.opaque || !isEmpty || scales.boolean() === true) return undefined;
    return scales.opaque ? scales : "has no nodes";
  },
};
